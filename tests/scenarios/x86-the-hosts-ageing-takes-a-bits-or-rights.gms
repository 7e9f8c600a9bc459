# X86-TDP-13, X86-FAULT-9, NOTIFY-6: the page stays mapped, also one of guest_memfd that lies
# at userspace_addr too; without A bits it loses its rights, and the fast path gives them back.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --vendor=amd --tdp-mmu=0 --ad-bits=0

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=4p                                   -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
age H                                                -> 0
guest A.0 write 0x100000 5                           -> ok
age H+4K                                             -> 0
age H test                                           -> 1
age H test                                           -> 1
age H                                                -> 1
age H                                                -> 0
age H test                                           -> 0
guest A.0 read 0x100000                              -> 5
age H lazy                                           -> 1
age H lazy                                           -> 0
guest A.0 exec 0x100000                              -> ok
age H                                                -> 1
guest A.0 write 0x100000 6                           -> ok level=4K prot=rwx
age H                                                -> 1
prefault A.0 gpa=0x100000 size=4p                    -> 0 left=0
guest A.0 read 0x100000                              -> 6
load H                                               -> 6
invariants                                           -> ok
