# 17. The last descriptor is closed while a vCPU takes a page.
#
# A slot does not hold its file (example 4), so a fault that finds a file in the slot
# must first make sure that it still is one. It takes a reference, and that works only
# as long as there is another one: from zero, nobody comes back. With the reference in
# hand, it looks up the page and gives the reference back.
#
# Closing the last descriptor in that moment, then, is not the end of the file. The
# vCPU has the last reference, and whoever drops the last reference has to clean up.

vm A                                            -> 0
vcpu A.0                                        -> 0
memfd M vm=A size=4p flags=mmap                 -> 0
slot A:0 gpa=0x100000 size=4p memfd=M           -> 0

concurrent
  fault: guest A.0 read 0x100000                -> MEMORY_FAULT gpa=0x100000 size=4K errno=EFAULT
  close: close M                                -> 0

  # The vCPU holds a reference, and has the page in hand.
  step fault until put-file
  # close() takes the descriptor away and returns at once: there is a reference left.
  schedule close
  # The vCPU gives it back: now it was the last one. It must not clean up here, in the
  # middle of a fault, where it may not wait for the locks that this takes. It keeps
  # it in mind, goes on, and even maps the page ...
  step fault until install
  # ... and before it enters the guest again, does what close() would have done: takes
  # the lock for slots, zaps what the file's slots have mapped, removes the file's pages.
  step fault until lock-slots
  always invariants                             -> ok
end

# So the guest never ran with that translation. It faulted once more, found no file, and
# left to the process, which finds in the exit what it just took away.
where A 0x100000                                -> unmapped
guest A.0 read 0x100000                         -> MEMORY_FAULT gpa=0x100000 errno=EFAULT
close M                                         -> EBADF
slot A:0 delete                                 -> 0
guest A.0 read 0x100000                         -> MMIO
invariants                                      -> ok
