# SCN-4: a host fault races with a hole: it sees the old bytes or zero, never another page.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
mmap H memfd=M len=4p                                   -> 0
guest A.0 write 0x100000 0x11                           -> ok
concurrent
  h: store H+8 0x22                                     -> ok
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  sometimes resident M                                  -> pages=
  sometimes resident M                                  -> pages=0
end
