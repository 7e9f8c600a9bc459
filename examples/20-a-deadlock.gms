# 20. A deadlock that real kernels have.
#
# Locks that more than one operation takes must be taken in the same order. Here they
# are not. Memory failure (example 12) locks the page that broke, and then wants the
# file's invalidate lock, to take the page out of the guests. A hole holds the
# invalidate lock, and then wants the lock of each page, to remove it.
#
# Run it: the simulator says who waits for whom, and ends with status 1.
#
# It was found by reading the two lists of steps side by side, and then seen on Linux
# 6.18, 7.2 and 7.3: one thread punched a page in a loop, another one touched it and
# reported it broken. After fewer than 500 rounds both slept for ever, and so would
# everybody after them who wants this file.
#
# expect-exit: 1

vm A                                                    -> 0
memfd M vm=A size=1p flags=mmap|init_shared             -> 0
mmap H memfd=M len=1p                                   -> 0
store H 0x11                                            -> ok

concurrent
  failure: poison M off=0                               -> EBUSY
  punch:   fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0

  # The page is locked, and the process's translation replaced. Next: the file's lock.
  step failure until lock-file
  # The hole came first to that one. It passes over pages that are locked by somebody,
  # does all others, and then waits for the rest. Next: the page's lock.
  step punch until truncate-wait
end

# These lines are never reached.
resident M                                              -> pages=
invariants                                              -> ok

# Try it: with `step failure until lock-file` alone, the failure is through before the
# hole begins, and both end well. That is what nearly always happens, and why nobody
# noticed for years.
