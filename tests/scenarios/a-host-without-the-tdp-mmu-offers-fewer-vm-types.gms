# X86-VM-2, CAP-9, PREFAULT-5: SW_PROTECTED and TDX need the TDP MMU.
#
# The capabilities of a host without SEV and TDX, and EINVAL for type 1, were measured on
# Linux 7.2.13.
#
# profiles: 7.2 7.3
# worlds: --tdp-mmu=0

check_extension system VM_TYPES         -> 29
check_extension system PRE_FAULT_MEMORY -> 1
vm P type=sw_protected                  -> EINVAL
vm T type=tdx                           -> EINVAL
vm S type=snp                           -> 0
vm A                                    -> 0
check_extension A VM_TYPES              -> 29
check_extension A PRE_FAULT_MEMORY      -> 1
