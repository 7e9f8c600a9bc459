# Since 6.18 guest_memfd belongs to every x86 VM (CAP-2); INIT_SHARED is for VMs
# without private memory (CAP-3), the PRIVATE attribute for those with it (CAP-7).
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                          -> 0
vm P type=sw_protected                        -> 0

check_extension system USER_MEMORY            -> 1
check_extension system USER_MEMORY2           -> 1
check_extension A USER_MEMORY2                -> 1
check_extension A NR_MEMSLOTS                 -> 32764

check_extension system GUEST_MEMFD            -> 1
check_extension A GUEST_MEMFD                 -> 1
check_extension P GUEST_MEMFD                 -> 1

# The mask of create flags: MMAP is 1, INIT_SHARED is 2.
check_extension system GUEST_MEMFD_FLAGS      -> 3
check_extension A GUEST_MEMFD_FLAGS           -> 3
check_extension P GUEST_MEMFD_FLAGS           -> 1

check_extension system MEMORY_ATTRIBUTES      -> 8
check_extension A MEMORY_ATTRIBUTES           -> 0
check_extension P MEMORY_ATTRIBUTES           -> 8

check_extension A MEMORY_FAULT_INFO           -> 1
check_extension A PRE_FAULT_MEMORY            -> 1
check_extension A READONLY_MEM                -> 1

# System management mode has slots of its own, unless memory can be private (CAP-12).
check_extension system MULTI_ADDRESS_SPACE    -> 2
check_extension A MULTI_ADDRESS_SPACE         -> 2
check_extension P MULTI_ADDRESS_SPACE         -> 1

# CAP-1: what nobody has heard of is 0, not an error. 243 is another architecture's.
check_extension system 243                    -> 0
check_extension system 245                    -> 0
check_extension A 9999                        -> 0
