# ARM-CAP-9: 229 is SUPPORTED_BLOCK_SIZES, of which the hypervisor splits none.
# profiles: 7.3
arch arm64
pkvm 1

check_extension system 229                           -> 0
vm A                                                 -> 0
check_extension A 229                                -> 0
