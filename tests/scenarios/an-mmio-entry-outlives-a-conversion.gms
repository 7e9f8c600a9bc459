# X86-MMIO-3, X86-ERR-6: once the processor's table says MMIO, the attribute is not
# asked, and making the address private does not touch an entry that no slot covers.
# Where nothing was remembered, the same access is an exit (CONSUME-5).
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --l1tf=1

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
guest P.0 read 0x200000                             -> MMIO
attributes P gpa=0x200000 size=2p private           -> 0
guest P.0 read 0x200000                             -> MMIO
guest P.0 read 0x201000                             -> MEMORY_FAULT gpa=0x201000 flags=private errno=EFAULT
# Any change of slots makes what was remembered stale (X86-MMIO-2). But a fault that
# comes from such an entry never counts as private, so the exit says shared.
slot P:0 gpa=0x900000 size=1p                       -> 0
guest P.0 read 0x200000                             -> MEMORY_FAULT gpa=0x200000 flags=0 errno=EFAULT
guest P.0 read 0x201000                             -> MEMORY_FAULT gpa=0x201000 flags=private errno=EFAULT
