# ARM-VM-1, ARM-VM-4: bit 31 of the type is PROTECTED, known since 7.1. Without pKVM it is
# EINVAL all the same, and as late as that: there was memory for the tables.
# profiles: 7.0 7.1 7.2 7.3
arch arm64

vm A type=0x80000000                                 -> EINVAL
vm B type=0x80000028                                 -> EINVAL
vm C type=0x40000000                                 -> EINVAL
vm D type=0x28                                       -> 0
invariants                                           -> ok
