# HZ-1. Memory failure and a hole wait for each other.
#
# Memory failure locks the page and then wants the file. A hole has the file and, on its
# second pass, waits for the page. Example 20 tells the story; here the explorer found
# the way by itself. All kernels with guest_memfd do it, as far as anybody looked.
#
# holds: 6.18 6.19 7.0 7.1 7.2 7.3
# explore: deadlock
# expect-exit: 1

vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
fallocate M off=0 len=1p mode=keep_size                 -> 0

concurrent
  m: poison M off=0
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  schedule m m m p p p p p p
end
