# X86-VM-4: guest_memfd was built for VM types with private memory only, as attributes are
# (CAP-2, CAP-7, IOCTL-4).
#
# Measured on Linux 6.12.117 and 6.16.12.
#
# profiles: 6.12 6.16
# options: --vm-types=1 --memory-attributes=0

vm A                                        -> 0
check_extension system GUEST_MEMFD          -> 0
check_extension A GUEST_MEMFD               -> 0
check_extension system MEMORY_ATTRIBUTES    -> 0
check_extension system VM_TYPES             -> 1
check_extension A GUEST_MEMFD_FLAGS         -> 0
memfd M vm=A size=1p                        -> ENOTTY
memfd M2 vm=A size=0                        -> ENOTTY
attributes A gpa=0x100000 size=1p attrs=0   -> ENOTTY
attributes A gpa=0x100000 size=1p private   -> ENOTTY
vm T type=sw_protected                      -> EINVAL
mmap H anon len=1p                          -> 0
# A flag that does not exist is refused before the descriptor is looked at (SLOT-5).
slot A:0 gpa=0 size=1p hva=H memfd=-1       -> EINVAL
slot A:0 gpa=0 size=1p hva=H                -> 0
