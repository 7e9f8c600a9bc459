# B-29: the hole comes between the lookup and the lock.
arch arm64
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
el2 A.0 vncr=0x101000                                   -> ok
concurrent
  v: vncr A.0 write 8 5                                 -> ok
  p: fallocate M off=1p len=1p mode=keep_size|punch_hole -> 0
end
