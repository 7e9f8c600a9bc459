# The kernel's selftest set_memory_region_test, move_memory_region: a guest reads the first
# word of a region of 2M, which moves down by a page, and back. In between, the address is
# the region's second page: the guest must not see the 2 that stands in the first.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                           -> 0
vcpu A.0                                       -> 0
mmap H anon len=2M                             -> 0
store H 0                                      -> ok
store H+1p 0                                   -> ok
slot A:10 gpa=0xc0000000 size=2M hva=H         -> 0
guest A.0 read 0xc0000000                      -> 0

concurrent
  vmm: slot A:10 gpa=0xbffff000 size=2M hva=H  -> 0
  vmm: store H 2                               -> ok
  vmm: load H                                  -> 2
  vmm: store H 1                               -> ok
  vmm: slot A:10 gpa=0xc0000000 size=2M hva=H  -> 0
  vcpu: guest A.0 read 0xc0000000              -> 0
  vcpu: guest A.0 read 0xc0000000              -> 0
  vcpu: guest A.0 read 0xc0000000              -> 1
  # The first read comes when the slot is invalid and zapped, and tries again until the move
  # is complete.
  step vmm until move
  step vcpu until re-enter
  schedule vcpu
  step vmm until store
  step vcpu until install
  step vcpu until walk
  schedule vcpu
  # The second comes while the 2 stands in the first page, the third when all is restored.
  step vmm until load
  step vcpu until walk
  schedule vcpu
  always invariants                            -> ok
end
guest A.0 read 0xc0000000                      -> 1
invariants                                     -> ok
