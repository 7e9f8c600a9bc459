# expect-exit: 2
# The second punch waits for the file's lock, which the first one holds.
vm A                                                        -> 0
memfd M vm=A size=4p                                        -> 0
concurrent
  a: fallocate M off=0 len=2p mode=keep_size|punch_hole
  b: fallocate M off=1p len=2p mode=keep_size|punch_hole
  step b until invalidate-begin
  step a until unlock
end
