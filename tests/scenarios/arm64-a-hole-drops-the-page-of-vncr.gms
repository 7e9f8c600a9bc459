# ARM-VNCR-3, -10, -15: a hole between the lookup and the lock makes the abort start again;
# one afterwards drops the page, and any other of the VM's.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
vcpu A.1                                              -> 0
memfd M vm=A size=4p flags=mmap|init_shared           -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                 -> 0
el2 A.0 vncr=0x101000                                 -> ok
el2 A.1 vncr=0x102000                                 -> ok
vncr A.1 write 8 9                                    -> ok

concurrent
  v: vncr A.0 write 8 5                               -> ok
  p: fallocate M off=1p len=1p mode=keep_size|punch_hole -> 0
  step v until fill
  step p until unlock
  always invariants                                   -> ok
end
vncr A.0 read 8                                       -> 5
vncr A.1 read 8                                       -> 9
fallocate M off=1p len=1p mode=keep_size|punch_hole   -> 0
vncr A.0 read 8                                       -> 0
invariants                                            -> ok
