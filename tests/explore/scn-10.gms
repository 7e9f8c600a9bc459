# SCN-10: two holes that overlap.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x101000 0x11                           -> ok
concurrent
  p: fallocate M off=0 len=2p mode=keep_size|punch_hole  -> 0
  q: fallocate M off=1p len=2p mode=keep_size|punch_hole -> 0
  eventually resident M                                 -> pages=
end
