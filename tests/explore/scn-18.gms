# SCN-18: userspace_addr maps what is bound, so that a hole invalidates twice.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap H memfd=M len=4p                                   -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
store H 0x11                                            -> ok
guest A.0 read 0x100000                                 -> 0x11
concurrent
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  v: guest A.0 write 0x100000 0x22                      -> ok
  sometimes resident M                                  -> pages=
  sometimes resident M                                  -> pages=0
end
invariants                                              -> ok
