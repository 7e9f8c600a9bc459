# X86-TDP-13: what a vCPU remembers goes on to serve, and its use is not seen.
# profiles: 6.16 6.18 7.2 7.3
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
age H                                                -> 0
vcpu A.1                                             -> 0
guest A.1 read 0x100000                              -> 7
age H                                                -> 1
invariants                                           -> ok
