# The three ways to say who runs: `schedule`, `step ... until`, and nothing. What the
# schedule leaves runs to its end, task by task.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
memfd M vm=A size=4p                                        -> 0
memfd N vm=A size=4p                                        -> 0

concurrent
  a: fallocate M off=0 len=1p mode=keep_size                -> 0
  b: fallocate N off=0 len=2p mode=keep_size                -> 0
  a: fallocate M off=1p len=1p mode=keep_size               -> 0
  schedule a b a b b a a a
  eventually resident M                                     -> pages=0,1
  eventually resident N                                     -> pages=0,1
  sometimes  resident N                                     -> pages=0,1
end
resident M                                                  -> pages=0,1
