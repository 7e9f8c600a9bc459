# Section 19.1: whoever changes slots or attributes holds slots_lock; the second waits.
# profiles: 6.18 7.2 7.3

vm P type=sw_protected                                      -> 0
mmap H anon len=4p                                          -> 0
memfd M vm=P size=4p                                        -> 0

concurrent
  slot:    slot P:0 gpa=0x100000 size=4p hva=H memfd=M      -> 0
  convert: attributes P gpa=0x100000 size=4p private        -> 0
  step convert until store
  step slot until lock-slots
  always invariants                                         -> ok
end
slot P:0 delete                                             -> 0
