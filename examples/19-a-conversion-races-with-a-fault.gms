# 19. The same trick once more: a page is made private while a vCPU faults on it.
#
# Converting memory (example 9) is an invalidation too: it raises `count`, takes the
# guest's translations of the range away, stores the new attribute, adds one to `seq`
# and lowers `count`. A fault that decided "shared" before must not map the shared page
# after.

vm P type=sw_protected                                  -> 0
vcpu P.0                                                -> 0
memfd M vm=P size=4p                                    -> 0
mmap H anon len=4p                                      -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
store H 0x11                                            -> ok

concurrent
  convert: attributes P gpa=0x100000 size=1p private    -> 0
  fault:   guest P.0 read 0x100000                      -> 0

  # The vCPU took "shared" from the attribute, and page H from the process.
  step fault until lock-mmu
  # The conversion has begun: `count` is 1. The attribute still says shared.
  step convert until store
  # Under the lock, the vCPU sees that an invalidation of this address is going on. It
  # does not know which, nor need it: it leaves, and tries again.
  step fault until check-stale
  step fault until re-enter

  # (The conversion comes first in this block, so it finishes first now; then the vCPU
  # finds "private", and takes a new page from the file.)
  always invariants                                     -> ok
  eventually where P 0x100000                           -> memfd=M page=0
end

# The guest read 0 and not 0x11: as if the conversion had come before the read.
load H                                                  -> 0x11
guest P.0 write 0x100000 0x22 private                   -> ok
load H                                                  -> 0x11
invariants                                              -> ok

# There is one more moment. The fault asks for the attribute twice, before it notes `seq`
# and after. Move the vCPU only `until snapshot`, and the conversion `until
# invalidate-end`: then the two differ, and the vCPU leaves to the process with
# MEMORY_FAULT: it wanted shared memory where there is private. The process runs it
# again, and all is well.
