# SCN-13: allocation races with a hole: each page is wholly before or after.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
concurrent
  a: fallocate M off=0 len=2p mode=keep_size            -> 0
  p: fallocate M off=0 len=2p mode=keep_size|punch_hole -> 0
  sometimes resident M                                  -> pages=
  sometimes resident M                                  -> pages=0,1
end
