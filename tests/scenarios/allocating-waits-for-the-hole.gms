# SCN-13, FALLOC-10: the hole holds the file's invalidate lock for writing, so the
# allocation waits and then finds the pages absent. Nobody sees half of either.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
memfd M vm=A size=4p                                        -> 0
fallocate M off=0 len=4p mode=keep_size                     -> 0

concurrent
  alloc: fallocate M off=0 len=3p mode=keep_size            -> 0
  punch: fallocate M off=0 len=4p mode=keep_size|punch_hole -> 0
  step punch until truncate
  step alloc until lock
  always invariants                                         -> ok
end
resident M                                                  -> pages=0,1,2
