# 18. The race: a vCPU faults on a page while the process punches it.
#
# A fault takes time. KVM looks up the page first, with no lock that a hole would
# respect, and writes the translation later. If the page is freed in between, the
# guest would get a translation to memory that belongs to somebody else by now.
#
# How KVM finds out: every invalidation raises a counter (`count`) at its begin, and
# at its end lowers it and adds one to a sequence number (`seq`). A fault notes `seq`
# before it looks anything up. Under the lock for the page tables, just before it
# writes, it looks again: an invalidation going on, or another `seq`? Then what it
# looked up may be stale. It throws it away and starts again.
#
# We put the two side by side, as in example 15, and stop them in the worst moment.

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0

# The page is there and holds 0x11, but the guest has not touched it yet.
store H 0x11                                        -> ok
where A 0x100000                                    -> unmapped

concurrent
  # `punch` is the process, `fault` is the vCPU.
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole       -> 0
  fault: guest A.0 read 0x100000                                  -> 0

  # The vCPU finds no translation, notes seq, finds the slot and takes the page with
  # 0x11 from the file. It is about to take the lock ...
  step fault until lock-mmu
  # ... and here the process comes. It begins the invalidation, removes the page from
  # the file, ends it, and is done.
  step punch until fput
  # The vCPU has the lock now, and looks at seq: it moved.
  step fault until check-stale
  step fault until walk

  # (The rest runs to its end: the guest faults a second time, and gets a new page.)
  # At no moment does the guest have a translation to a page that left the file:
  always invariants                                               -> ok
end

# The guest read 0, not 0x11. As if the hole had come first: there is an order of the
# two whole operations that explains what was seen.
where A 0x100000                                    -> memfd=M page=0
load H                                              -> 0
invariants                                          -> ok

# Try it: move the line `step punch until fput` up, or down behind `step fault until
# walk`. Change it to `step punch until truncate`: then the vCPU finds the invalidation
# still going on, and faults again, until the hole is complete. `gmemsim explain` on
# this file shows every step, and the rule that decided in it.
