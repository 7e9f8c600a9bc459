# ARM-CAP-7: nobody can ask for the exit.
# profiles: 6.18
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
enable_cap A ARM_SEA_TO_USER                         -> EINVAL
guest A.0 read 0x100000 esr=0x92000010               -> ABORT ec=0x2f fsc=0
