# 15. Two things at once: two holes that overlap.
#
# So far, one thing happened after the other. A real VMM has threads, and so has the
# kernel. From here on, examples put operations side by side, and stop them where it
# matters.
#
# An operation is a list of named steps, each of which nobody can see half done. For a
# hole in a file that a slot binds:
#
#   check              are the arguments right?
#   lock               take the file's "invalidate lock", for as long as the hole takes
#   invalidate-begin   from now on nobody may map these pages; unmap them from the guest
#   truncate           go through the pages, and for each of them
#   remove-folio         let it leave the file
#   invalidate-end     they may be mapped again
#   unlock, fput
#
# `gmemsim explain` on this file prints them as they are taken.

vm A                                                      -> 0
vcpu A.0                                                  -> 0
memfd M vm=A size=4p flags=mmap|init_shared               -> 0
mmap H memfd=M len=4p                                     -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                     -> 0
guest A.0 write 0x100000 0x11                             -> ok
guest A.0 write 0x101000 0x22                             -> ok
guest A.0 write 0x102000 0x33                             -> ok
guest A.0 write 0x103000 0x44                             -> ok

#   page     0 1 2 3
#   first    ^ ^ . .
#   second   . ^ ^ .
concurrent
  # A line of a task begins with the task's name.
  first:  fallocate M off=0 len=2p mode=keep_size|punch_hole   -> 0
  second: fallocate M off=1p len=2p mode=keep_size|punch_hole  -> 0

  # `step T until S` lets T go on until S is what it would do next. The first hole has
  # unmapped its pages, and not yet removed any: they are still in the file.
  step first until truncate
  # The second comes as far as the lock. (One step more, and the simulator would refuse:
  # "task second cannot step: it waits for the invalidate lock of M, held by first".)
  step second until lock
  # `schedule` names a task for each step to take.
  schedule first first first

  # When the schedule ends, the tasks finish, in the order in which they stand here.
  # What must hold at every moment between two steps:
  always invariants                                       -> ok
  # and when all have finished:
  eventually resident M                                   -> pages=3
end

# It is as if one hole had followed the other, whichever was first; the page in both is
# removed once. The lock is the file's: holes in other files do not wait.
load H                                                    -> 0
load H+1p                                                 -> 0
guest A.0 read 0x102000                                   -> 0
guest A.0 read 0x103000                                   -> 0x44
invariants                                                -> ok
