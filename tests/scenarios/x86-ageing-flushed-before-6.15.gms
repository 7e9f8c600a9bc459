# X86-TDP-13: a page that was young is flushed, if the host means to take it.
# profiles: 6.8 6.12
# worlds: - --vendor=amd --ad-bits=0
tlb 1

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=4p                                   -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
guest A.0 write 0x100000 5                           -> ok
guest A.0 write 0x100000 6                           -> ok
age H                                                -> 1
guest A.0 write 0x100000 7                           -> ok
age H lazy                                           -> 1
guest A.0 write 0x100000 8                           -> ok
age H                                                -> 0
invariants                                           -> ok
