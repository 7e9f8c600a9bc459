# HZ-3: the last descriptor is closed, its release waits for slots_lock, and the slot is
# deleted meanwhile. The unbinding sees a dying file and does nothing, so the file
# points to a slot that was freed, until its release is through. Fixed in 6.18
# (BIND-12).
profile 6.16

vm P type=sw_protected                              -> 0
memfd M vm=P size=4p                                -> 0
slot P:0 gpa=0x100000 size=4p memfd=M               -> 0

concurrent
  delete: slot P:0 delete                           -> 0
  close:  close M                                   -> 0
  step delete until commit
  step close until lock-slots
end
