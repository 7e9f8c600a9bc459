# ARM-CAP-8, ARM-SLOT-9
# profiles: 6.18 7.2
arch arm64

vm A                                                 -> 0
check_extension A ARM_MTE                              -> 0
enable_cap A ARM_MTE                                     -> EINVAL
