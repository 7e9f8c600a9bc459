# HZ-7. An invalidation that begins with a binding and ends without.
#
# Memory failure has the file's lock as a reader and begins to invalidate: it counts one
# up for each VM that binds the page. Meanwhile the last descriptor is closed and the slot
# deleted. From 6.18 to 7.2 the binding of a dying file goes without that lock, so it goes
# now. When memory failure comes to the end it finds no binding, and counts nothing down.
# From then on every fault in that range starts again, for ever.
#
# Derived from the source; the explorer finds it from the steps alone. 7.3 takes the lock.
#
# holds: 6.18 6.19 7.0 7.1 7.2
# not: 7.3
# explore: INV-17
# expect-exit: 1

profile 7.2
hazards 1
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x100000 0x11                           -> ok

concurrent
  m: poison M off=0
  c: close M                                            -> 0
  d: slot A:0 delete                                    -> 0
  schedule m m m m m c d d d d d d d d d d d d d
end
