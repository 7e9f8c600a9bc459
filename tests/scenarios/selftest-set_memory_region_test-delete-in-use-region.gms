# The kernel's selftest set_memory_region_test, delete_memory_region: the region is memory,
# then a device, then other memory, then a device; and when the slot with the guest's
# code goes, the guest has nothing to execute.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                    -> 0
vcpu A.0                                -> 0
mmap C anon len=1M                      -> 0
slot A:0 gpa=0 size=1M hva=C            -> 0
guest A.0 exec 0x1000                   -> ok
mmap H anon len=2M                      -> 0
slot A:10 gpa=0xc0000000 size=2M hva=H  -> 0
guest A.0 read 0xc0000000               -> 0
slot A:10 delete                        -> 0
guest A.0 read 0xc0000000               -> MMIO gpa=0xc0000000 len=8 write=0
mmap G anon len=2M                      -> 0
slot A:10 gpa=0xc0000000 size=2M hva=G  -> 0
guest A.0 read 0xc0000000               -> 0
slot A:10 delete                        -> 0
guest A.0 read 0xc0000000               -> MMIO gpa=0xc0000000 len=8 write=0
slot A:0 delete                         -> 0
guest A.0 exec 0x1000                   -> INTERNAL_ERROR suberror=1
invariants                              -> ok
