# X86-ERR-9: an SNP guest that runs what it takes for its own memory, where an entry for MMIO
# stands. Data accesses get #VC instead, and end as the MMIO that the guest asks for.
# profiles: 6.18 7.2 7.3

vm N type=snp                                              -> 0
vcpu N.0                                                   -> 0
guest N.0 exec 0x100000 private                            -> MEMORY_FAULT flags=private errno=EFAULT
guest N.0 read 0x100000                                    -> MMIO
guest N.0 read 0x100000 private                            -> MMIO
guest N.0 exec 0x100000 private                            -> EFAULT
where N 0x100000                                           -> mmio
invariants                                                 -> ok
