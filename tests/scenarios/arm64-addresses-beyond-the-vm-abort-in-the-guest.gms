# ARM-ABORT-3, ARM-ABORT-4, ARM-VM-1: a VM has 40 bits of address unless its type says
# more. Beyond them the guest gets an external abort, beyond the host's limit an
# address size fault.
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                          -> 0
vcpu A.0                                      -> 0
check_extension system ARM_VM_IPA_SIZE        -> 48
guest A.0 read 0xfffffff000                   -> MMIO
guest A.0 read 0x10000000000                  -> ABORT fsc=0x10
guest A.0 read 0x1000000000000                -> ABORT fsc=0

# The type is the number of bits; 0 means 40.
vm B type=48                                  -> 0
vm C type=31                                  -> EINVAL
vm D type=49                                  -> EINVAL
vm E type=0x100                               -> EINVAL
check_extension system READONLY_MEM           -> 1
