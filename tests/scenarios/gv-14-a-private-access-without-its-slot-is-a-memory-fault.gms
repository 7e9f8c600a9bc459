# GV-14: a slot is deleted while a vCPU reads a private address in it, again and again.
# The reads before find the page; the one that comes after is exit 39 with the private
# flag, the page's address and its size.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                       -> 0
vcpu P.0                                     -> 0
memfd M vm=P size=1p                         -> 0
mmap H anon len=1p                           -> 0
slot P:10 gpa=0xc0000000 size=1p memfd=M     -> 0
attributes P gpa=0xc0000000 size=1p private  -> 0

concurrent
  vcpu: guest P.0 read 0xc0000000 private    -> 0
  vcpu: guest P.0 read 0xc0000ff8 private    -> 0
  vcpu: guest P.0 read 0xc0000008 private    -> MEMORY_FAULT gpa=0xc0000000 size=4K flags=private errno=EFAULT
  vmm: slot P:10 delete                      -> 0
  # The first read maps the page.
  step vcpu until install
  step vcpu until walk
  schedule vcpu
  # The slot is invalid by now, but its page still mapped: the second read needs no fault.
  step vmm until zap
  step vcpu until walk
  schedule vcpu
  # The third one does, finds the slot invalid, and tries again until there is none.
  step vmm until remove
  step vcpu until re-enter
  schedule vcpu
  step vmm until commit
  always invariants                          -> ok
end

# It stays that way, and a plain slot there is no better.
guest P.0 read 0xc0000ff8 private            -> MEMORY_FAULT gpa=0xc0000000 size=4K flags=private errno=EFAULT
slot P:10 gpa=0xc0000000 size=1p hva=H       -> 0
guest P.0 read 0xc0000000 private            -> MEMORY_FAULT gpa=0xc0000000 size=4K flags=private errno=EFAULT
guest P.0 write 0xc0000ff8 1 private         -> MEMORY_FAULT gpa=0xc0000000 size=4K flags=private errno=EFAULT
invariants                                   -> ok
