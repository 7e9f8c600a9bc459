# Capabilities that describe slots, and what guest_memfd offers.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# Capabilities that the kernel was built with or without, and VM types that need
# hardware, are in cap-build-*.gms.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

# case: cap.vm.USER_MEMORY(3)
check_extension A USER_MEMORY                       -> 1
# case: cap.sys.SYNC_MMU(16)
check_extension system SYNC_MMU                     -> 1
# case: cap.vm.SYNC_MMU(16)
check_extension A SYNC_MMU                          -> 1
# case: cap.sys.DESTROY_MEMORY_REGION_WORKS(21)
check_extension system DESTROY_MEMORY_REGION_WORKS  -> 1
# case: cap.vm.DESTROY_MEMORY_REGION_WORKS(21)
check_extension A DESTROY_MEMORY_REGION_WORKS       -> 1
# case: cap.sys.JOIN_MEMORY_REGIONS_WORKS(30)
check_extension system JOIN_MEMORY_REGIONS_WORKS    -> 1
# case: cap.vm.JOIN_MEMORY_REGIONS_WORKS(30)
check_extension A JOIN_MEMORY_REGIONS_WORKS         -> 1
# case: cap.sys.READONLY_MEM(81)
check_extension system READONLY_MEM                 -> 1
# case: cap.vm.NR_MEMSLOTS(10)
check_extension A NR_MEMSLOTS                       -> 32764
# case: cap.vm.ENABLE_CAP_VM(98)
check_extension A ENABLE_CAP_VM                     -> 1
# case: cap.vm.MANUAL_DIRTY_LOG_PROTECT2(168)
check_extension A 168                               -> 3
# case: cap.sys.DIRTY_LOG_RING(192)
check_extension system 192                          -> 1048576
# case: cap.sys.EXIT_HYPERCALL(201)
check_extension system 201                          -> 4096
# case: cap.vm.EXIT_HYPERCALL(201)
check_extension A 201                               -> 4096
# case: cap.sys.GUEST_MEMFD(234)
check_extension system GUEST_MEMFD                  -> 1
# case: cap.vm.GUEST_MEMFD_FLAGS(244)
check_extension A GUEST_MEMFD_FLAGS                 -> 3
# case: cap.vm.unknown(0xfffff)
check_extension A 0xfffff                           -> 0

# An ioctl that no kernel has.
# case: cap.vm.unknown_ioctl
ioctl A 0xaeff                                      -> ENOTTY
# case: cap.sys.unknown_ioctl
ioctl system 0xaeff                                 -> EINVAL
