# INVAL-15, X86-TDP-8: a hole of 6M is zapped table by table, and mmu_lock let go in between.
# What is not reached yet still serves the guest; what was zapped is not mapped again, because
# the count is raised and the range covers all of the slot.
# profiles: 6.18 7.2 7.3

vm A                                                      -> 0
vcpu A.0                                                  -> 0
vcpu A.1                                                  -> 0
memfd M vm=A size=6M flags=mmap|init_shared               -> 0
slot A:0 gpa=0x200000 size=6M memfd=M                     -> 0
guest A.0 write 0x200000 0x11                             -> ok
guest A.0 write 0x400000 0x22                             -> ok
guest A.0 write 0x600000 0x33                             -> ok
guest A.0 write 0x601000 0x44                             -> ok

concurrent
  punch: fallocate M off=0 len=6M mode=keep_size|punch_hole -> 0
  old:   guest A.0 read 0x600000                          -> 0x33
  old:   guest A.0 read 0x601000                          -> 0x44
  new:   guest A.1 read 0x200000                          -> 0
  step punch until zap-rest
  step old until walk
  step new until check-invalidate
  step new until re-enter
  schedule old old old punch
  step new until walk
  step new until re-enter
  step punch until truncate
  always invariants                                       -> ok
end
guest A.0 read 0x600000                                   -> 0
resident M                                                -> pages=0,1024
invariants                                                -> ok
