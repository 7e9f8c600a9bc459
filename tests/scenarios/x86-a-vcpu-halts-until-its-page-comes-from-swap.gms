# X86-FAULT-24: a guest that takes no part in async page faults is halted; without an APIC in
# the kernel, and for a prefault, the fault itself waits.
# profiles: 6.12 6.18 7.2 7.3
# worlds: --async-pf=1 --async-pf=0 --tdp-mmu=0

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=16p                                  -> 0
slot A:0 gpa=0x100000 size=16p hva=H                 -> 0
store H+4K 7                                         -> ok
swap_out H+4K                                        -> 0
guest A.0 read 0x101000                              -> 7
page_in A.0                                          -> 0
swap_out H+4K                                        -> 0
guest A.0 write 0x101000 8                           -> ok
swap_out H+4K                                        -> 0
load H+4K                                            -> 8
swap_out H+4K                                        -> 0
prefault A.0 gpa=0x101000 size=4K                    -> 0 left=0
where A 0x101000                                     -> prot=rx
guest A.0 read 0x101000                              -> 8

# A page that others have as well, or that is pinned or locked, is not swapped out.
gup H+4K                                             -> ok
swap_out H+4K                                        -> 0
ungup H+4K                                           -> ok
mlock H                                              -> 0
swap_out H+4K                                        -> 0
munlock H                                            -> 0
mprotect H prot=r                                    -> 0
swap_out H+4K                                        -> 0
guest A.0 write 0x101000 8                           -> EFAULT
invariants                                           -> ok
