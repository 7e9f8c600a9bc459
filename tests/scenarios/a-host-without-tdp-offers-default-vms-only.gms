# X86-VM-2, CAP-9, PREFAULT-5: SEV needs nested paging, SW_PROTECTED and TDX the TDP MMU;
# prefault needs two-dimensional paging.
#
# Measured on Linux 7.2.13.
#
# profiles: 7.2 7.3
# worlds: --tdp=0

check_extension system VM_TYPES         -> 1
check_extension system PRE_FAULT_MEMORY -> 0
vm P type=sw_protected                  -> EINVAL
vm S type=sev                           -> EINVAL
vm A                                    -> 0
vcpu A.0                                -> 0
check_extension A PRE_FAULT_MEMORY      -> 0
# What is wrong with the range is told first, and what is there is not looked at.
prefault A.0 gpa=1 size=12p             -> EINVAL left=48K
prefault A.0 gpa=0x100000000 size=12p   -> EOPNOTSUPP left=48K
