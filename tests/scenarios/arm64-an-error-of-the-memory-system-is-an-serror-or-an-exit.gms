# ARM-ABORT-1, ARM-INJ-6: whatever slot there is.
# profiles: 7.0 7.2 7.3
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
guest A.0 read 0x100000 esr=0x92000010               -> ABORT ec=0x2f fsc=0
guest A.0 read 0x100000 esr=0x9200001f               -> ABORT ec=0x2f fsc=0

enable_cap A ARM_SEA_TO_USER                         -> 0
guest A.0 read 0x100000 esr=0x92000010               -> ARM_SEA esr=0x92000010 gpa=0x100000
guest A.0 read 0x100000 esr=0x92000017               -> ARM_SEA esr=0x92000017
# On the walk of stage 1 the host's tables are to blame.
guest A.0 read 0x100000 esr=0x92000097               -> ABORT ec=0x2f
