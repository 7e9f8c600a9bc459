# X86-CFG-13, X86-NPT-6: leaves without U are for the guest's kernel and for its users.
# profiles: 7.1 7.2 7.3
# worlds: --gmet=1 --gmet=0
vendor amd

vm A                                              -> 0
vcpu A.0                                          -> 0
memfd M vm=A size=4p flags=mmap|init_shared       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M             -> 0
guest A.0 exec 0x100000                           -> ok
guest A.0 exec 0x100000 cpl=3                     -> ok
guest A.0 write 0x100000 7                        -> ok
guest A.0 read 0x100000                           -> 7
where A 0x100000                                  -> memfd=M page=0 level=4K prot=rwx
guest A.0 read 0x200000                           -> MMIO
guest A.0 write 0x200000 7                        -> MMIO
invariants                                        -> ok
