# ARM-VNCR-1: `l2` and `tlbi` need a vCPU with EL2.
# profiles: 7.2
# expect-exit: 3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
guest A.0 read 0x8010 l2
