# HZ-1, seen on real kernels of these versions: memory failure holds the folio and
# asks for the file's invalidate lock; the hole holds that one and asks for the
# folio. The run says who waits for whom, and fails.
# profiles: 6.18 7.2 7.3
# expect-exit: 1
vm A                                                 -> 0
memfd M vm=A size=1p flags=mmap|init_shared          -> 0
mmap H memfd=M len=1p                                -> 0
store H 1                                            -> ok

concurrent
  failure: poison M off=0
  punch:   fallocate M off=0 len=1p mode=keep_size|punch_hole
  step failure until lock-file
  step punch until truncate-wait
end
