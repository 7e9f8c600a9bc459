# X86-CFG-13, X86-FAULT-10: KVM's leaves are for the guest's kernel and for its users, whichever
# of them is told apart by the processor; one fault serves both.
# profiles: 7.1 7.2 7.3
# worlds: --mbec=0 --mbec=1

vm A                                              -> 0
vcpu A.0                                          -> 0
vcpu A.1                                          -> 0
memfd M vm=A size=4p flags=mmap|init_shared       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M             -> 0
guest A.0 exec 0x100000 cpl=3                     -> ok
guest A.0 exec 0x100000                           -> ok
guest A.1 exec 0x100000 cpl=1                     -> ok
guest A.0 exec 0x101000 cpl=0                     -> ok
guest A.1 exec 0x101000 cpl=3                     -> ok
guest A.0 write 0x101000 7 cpl=3                  -> ok
guest A.1 read 0x101000 cpl=3                     -> 7
where A 0x101000                                  -> memfd=M page=1 level=4K prot=rwx

# Two fetches of one page meet at its leaf.
concurrent
  u: guest A.0 exec 0x102000 cpl=3                -> ok
  k: guest A.1 exec 0x102000                      -> ok
  step u until set-spte
  step k until unlock-mmu
end
guest A.0 exec 0x200000 cpl=3                     -> INTERNAL_ERROR
invariants                                        -> ok
