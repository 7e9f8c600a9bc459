# ARM-CAP-6, ARM-CAP-7, ARM-CAP-9: on the descriptor of a protected VM most answers are 0,
# but those of generic code (16: SYNC_MMU, 231: USER_MEMORY2, 234: GUEST_MEMFD), the
# numbers of vCPUs (66) and the size of the IPA space. What is not there is not enabled.
# profiles: 7.1 7.2
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vm A                                                 -> 0
check_extension system 81                            -> 1
check_extension A 81                                 -> 1
check_extension P 81                                 -> 0
check_extension P 16                                 -> 1
check_extension P 231                                -> 1
check_extension P 234                                -> 1
check_extension P 244                                -> 3
check_extension P 66                                 -> 512
check_extension P ARM_VM_IPA_SIZE                    -> 48
check_extension A 177                                -> 1
check_extension P 177                                -> 0
check_extension A ARM_SEA_TO_USER                    -> 1
check_extension P ARM_SEA_TO_USER                    -> 0
check_extension A 229                                -> 0x40201000
check_extension P 229                                -> 0
check_extension P 243                                -> 0
enable_cap A ARM_NISV_TO_USER                        -> 0
enable_cap P ARM_NISV_TO_USER                        -> EINVAL
enable_cap P ARM_SEA_TO_USER                         -> EINVAL
