# ARM-MMIO-2: what is described is MMIO; what is not KVM neither tells nor refuses.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
guest P.0 write 0x100000 1                           -> MMIO
guest P.0 write 0x100000 1 isv=0                     -> ABORT ec=0x25 fsc=0x10
guest P.0 xadd 0x100000 1                            -> ABORT ec=0x25 fsc=0x10
