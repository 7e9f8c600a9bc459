# ARM-VNCR-1: EL2 for a vCPU came before guest_memfd did.
# profiles: 6.8 6.12
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
el2 A.0 vncr=0x101000                                 -> EINVAL
