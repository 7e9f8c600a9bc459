# A vCPU uses plain memory, memory that is missing, and no memory at all.
#
# A program let a vCPU load and store, at privilege 0 and at privilege 3, and wrote
# down what KVM_RUN came back with. Linux 6.12, 6.16 to 6.19 and 7.1 to 7.3 on x86-64
# gave the same answer to every case in this file, at either privilege; from 6.18 on
# also with the legacy MMU and with shadow paging, which were not measured
# before. "case:" names the case as that program prints it; the line below it is the
# case. The program moved 4 bytes where the language moves 8, so the length of an exit
# is not compared.
#
# profiles: 6.12 6.16 6.18 6.19 7.1 7.2 7.3
# worlds: - --tdp-mmu=0 --tdp=0 --vendor=amd --root-level=5 --ad-bits=0

# Anonymous memory in a slot.
vm R                                     -> 0
vcpu R.0                                 -> 0
# case: guest.cpl0.out
# case: guest.cpl3.out
guest R.0 out 0x10 0x1234                -> IO port=0x10 len=4 write=1 data=0x1234
mmap H anon len=16p                      -> 0
slot R:0 gpa=0x100000000 size=16p hva=H  -> 0
guest R.0 write 0x100000000 0x11223344   -> ok
# case: guest.cpl0.ram.store.host_sees
# case: guest.cpl3.ram.store.host_sees
load H                                   -> 0x11223344
store H+1p 0xcafe                        -> ok
# case: guest.cpl0.ram.load
# case: guest.cpl3.ram.load
guest R.0 read 0x100001000               -> 0xcafe

# No slot has this address.
# case: guest.cpl0.noslot.load
guest R.0 read 0x40000000          -> MMIO gpa=0x40000000 write=0
# case: guest.cpl0.noslot.store
guest R.0 write 0x40000000 0xabcd  -> MMIO gpa=0x40000000 write=1

# A read-only slot: a load is a load, a store is an exit and changes nothing.
slot R:0 delete                                        -> 0
mmap O anon len=1p                                     -> 0
store O 0x600d                                         -> ok
# case: guest.cpl0.ro.create
slot R:0 gpa=0x100000000 size=1p hva=O flags=readonly  -> 0
# case: guest.cpl0.ro.load
guest R.0 read 0x100000000                             -> 0x600d
# case: guest.cpl0.ro.store
# case: guest.cpl3.ro.store
guest R.0 write 0x100000000 0xbad                      -> MMIO gpa=0x100000000 write=1
# case: guest.cpl0.ro.store.host_sees
# case: guest.cpl3.ro.store.host_sees
load O                                                 -> 0x600d
slot R:0 delete                                        -> 0

# Nothing is mapped at userspace_addr.
mmap U anon len=1p                      -> 0
munmap U                                -> 0
# case: guest.cpl0.plain.hva_unmapped.create
slot R:0 gpa=0x100000000 size=1p hva=U  -> 0
# case: guest.cpl3.plain.hva_unmapped.load
guest R.0 read 0x100000000              -> EFAULT
slot R:0 delete                         -> 0

# userspace_addr is null.
# case: guest.cpl3.plain.hva_0.create
slot R:0 gpa=0x100000000 size=1p hva=0  -> 0
# case: guest.cpl0.plain.hva_0.load
guest R.0 read 0x100000000              -> EFAULT
slot R:0 delete                         -> 0

# userspace_addr is memory that may only be read.
mmap P anon len=1p prot=r               -> 0
# case: guest.cpl0.plain.hva_protread.create
slot R:0 gpa=0x100000000 size=1p hva=P  -> 0
# case: guest.cpl0.plain.hva_protread.store
# case: guest.cpl3.plain.hva_protread.store
guest R.0 write 0x100000000 1           -> EFAULT
slot R:0 delete                         -> 0
