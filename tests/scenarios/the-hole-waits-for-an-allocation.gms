# SCN-13 the other way: the allocation got the lock first; the hole waits and then
# takes everything away.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
memfd M vm=A size=4p                                        -> 0

concurrent
  punch: fallocate M off=0 len=4p mode=keep_size|punch_hole -> 0
  alloc: fallocate M off=0 len=3p mode=keep_size            -> 0
  step alloc until next-page
  step punch until lock
  always invariants                                         -> ok
end
resident M                                                  -> pages=
