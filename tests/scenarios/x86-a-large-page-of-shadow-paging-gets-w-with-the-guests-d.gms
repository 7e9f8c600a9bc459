# X86-SHADOW-2, X86-SHADOW-3: the same large page again, with W; a guest_memfd has no large ones.
# profiles: 6.18 7.2 7.3
tdp 0
host_huge_level 2

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=4M addr=0x40000000                    -> 0
store H 0x77                                          -> ok
slot A:0 gpa=0x40000000 size=4M hva=H                 -> 0
guest A.0 read 0x40000000                             -> 0x77 level=2M prot=rx
guest A.0 write 0x40001000 1                          -> ok level=2M prot=rwx
guest A.0 read 0x40000000                             -> 0x77 level=2M prot=rwx
memfd M vm=A size=2M flags=mmap|init_shared           -> 0
slot A:1 gpa=0x80000000 size=2M memfd=M               -> 0
guest A.0 read 0x80000000                             -> 0 level=4K
invariants                                            -> ok
