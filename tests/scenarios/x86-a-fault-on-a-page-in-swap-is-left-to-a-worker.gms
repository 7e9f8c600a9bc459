# X86-FAULT-24, X86-APF-1: the guest is told and does something else; when the page is there the
# fault is replayed as a prefetch, which leaves A clear. Asking again halts the vCPU.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --vendor=amd --tdp-mmu=0 --tlb=1
async_pf 2

vm A                                                 -> 0
vcpu A.0                                             -> 0
vcpu A.1                                             -> 0
mmap H anon len=16p                                  -> 0
slot A:0 gpa=0x100000 size=16p hva=H                 -> 0
store H+4K 7                                         -> ok
store H+8K 8                                         -> ok
guest A.0 read 0x101000                              -> 7
swap_out H+4K                                        -> 0
where A 0x101000                                     -> unmapped
guest A.0 read 0x101000                              -> ASYNC_PF
guest A.0 read 0x103000                              -> 0
where A 0x101000                                     -> unmapped
page_in A.0                                          -> 1
where A 0x101000                                     -> prot=rx
age H+4K                                             -> 0
guest A.0 read 0x101000                              -> 7
age H+4K                                             -> 1
page_in A.0                                          -> 0

# Each vCPU has its own; who asks a second time waits.
swap_out H+4K                                        -> 0
swap_out H+8K                                        -> 0
guest A.0 write 0x101000 9                           -> ASYNC_PF
guest A.1 read 0x101000                              -> ASYNC_PF
guest A.0 read 0x102000                              -> ASYNC_PF
guest A.0 write 0x101000 9                           -> ok
guest A.0 read 0x102000                              -> 8
page_in A.0                                          -> 0
page_in A.1                                          -> 1
guest A.1 read 0x101000                              -> 9
load H+4K                                            -> 9

# The page comes in by other hands, or its slot goes: the replay finds what there is.
swap_out H+4K                                        -> 0
guest A.0 read 0x101000                              -> ASYNC_PF
load H+4K                                            -> 9
guest A.1 read 0x101000                              -> 9
slot A:0 delete                                      -> 0
page_in A.0                                          -> 1
guest A.0 read 0x101000                              -> MMIO
invariants                                           -> ok
