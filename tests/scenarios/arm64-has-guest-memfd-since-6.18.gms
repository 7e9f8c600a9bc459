# arm64 has no private memory: no attributes, no MEMORY_FAULT_INFO although it
# fills the record (CAP-7, CAP-8), no prefault (CAP-9).
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                          -> 0
check_extension system GUEST_MEMFD            -> 1
check_extension A GUEST_MEMFD                 -> 1
check_extension A GUEST_MEMFD_FLAGS           -> 3
check_extension A MEMORY_ATTRIBUTES           -> 0
check_extension A MEMORY_FAULT_INFO           -> 0
check_extension A PRE_FAULT_MEMORY            -> 0
check_extension A USER_MEMORY2                -> 1
check_extension A NR_MEMSLOTS                 -> 32767
check_extension A MULTI_ADDRESS_SPACE         -> 0
check_extension A VM_TYPES                    -> 0

# IOCTL-4: what is not built is EINVAL here, ENOTTY on x86.
attributes A gpa=0 size=1p shared             -> EINVAL
