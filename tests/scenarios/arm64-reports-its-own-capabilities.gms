# ARM-CAP-7, ARM-CAP-9, ARM-CAP-10: NISV_TO_USER (177), the block sizes 4K, 2M and 1G
# (229), SEA_TO_USER (245, since 7.0), and one that must be asked of a VM (243).
# profiles: 7.2 7.3
arch arm64

vm A                                          -> 0
check_extension A 177                         -> 1
check_extension A 229                         -> 0x40201000
check_extension A ARM_SEA_TO_USER             -> 1
check_extension system 243                    -> EINVAL
