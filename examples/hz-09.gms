# HZ-9. Prefault and a deletion keep each other from ending.
#
# The slot is INVALID, and the deletion waits until nobody reads the slots any more. The
# prefault reads them: it finds the slot INVALID, and tries again without ever letting go.
# Neither sleeps on a lock of the other, so no tool for deadlocks sees it. Since 6.18
# prefault gives EAGAIN.
#
# The shortest way: f check, f next-page, d to its step wait-readers; and then f for ever.
#
# holds: 6.12 6.16
# not: 6.18 7.2 7.3
# explore: livelock

profile 6.16
arch x86
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
attributes A gpa=0x100000 size=4p private               -> 0

concurrent
  f: prefault A.0 gpa=0x100000 size=1p
  d: slot A:0 delete                                    -> 0
end
