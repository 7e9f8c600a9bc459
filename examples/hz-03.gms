# HZ-3. A file that is being closed still points to a slot that was freed.
#
# The last descriptor goes: the file is dying, but its release waits for slots_lock,
# because a slot of it is being deleted. The deletion wants to unbind the slot, finds no
# living file, and does not; then it frees the slot. The release walks over its bindings
# and writes to the freed one.
#
# Up to 6.17. Since 6.18 the deletion unbinds a dying file too.
#
# holds: 6.8 6.12 6.16
# not: 6.18 7.2 7.3
# explore: INV-5
# expect-exit: 1

profile 6.16
arch x86
hazards 1
vm A type=sw_protected                                  -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0

concurrent
  c: close M                                            -> 0
  d: slot A:0 delete                                    -> 0
  schedule c d d d d d d d d d d d
end
