# SCN-1: a fault races with a hole in its page. GV-7.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x100000 0x11                           -> ok
concurrent
  v: guest A.0 write 0x100008 0x22                      -> ok
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  sometimes resident M                                  -> pages=
  sometimes resident M                                  -> pages=0
end
