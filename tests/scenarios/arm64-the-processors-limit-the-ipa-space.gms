# ARM-VM-2, ARM-VM-3: 52 bits of address are 48 without LPA2, and 45 are 44.
# profiles: 6.18 7.2 7.3
arch arm64
pa_bits 45

check_extension system ARM_VM_IPA_SIZE               -> 44
vm A type=44                                         -> 0
vm B type=45                                         -> EINVAL
vcpu A.0                                             -> 0
guest A.0 read 0xffffffff000                         -> MMIO
guest A.0 read 0x100000000000                        -> ABORT fsc=0
guest A.0 exec 0x100000000000                        -> ABORT ec=0x21 fsc=0
