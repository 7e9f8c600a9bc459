# POPULATE-4: the same order as since 7.0 cannot be scheduled.
# expect-exit: 2
profile 6.18
vm A type=snp                                 -> 0
memfd M vm=A size=2p                          -> 0
slot A:0 gpa=0 size=2p memfd=M                -> 0
attributes A gpa=0 size=2p private            -> 0
concurrent
  l: populate A gpa=0 size=2p                 -> 0
  h: fallocate M off=0 len=2p mode=keep_size|punch_hole -> 0
  step l until put-page
  schedule l
  step h until unlock
end
