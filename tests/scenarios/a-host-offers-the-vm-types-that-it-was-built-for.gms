# X86-VM-1, X86-VM-2: build and hardware decide which types there are; default always is.
#
# profiles: 6.16 7.2
# worlds: --vm-types=0x12 --vm-types=0x13

check_extension system VM_TYPES  -> 0x13
vm A                             -> 0
vm P type=sw_protected           -> 0
vm S type=snp                    -> 0
vm E type=sev                    -> EINVAL
vm F type=sev_es                 -> EINVAL
vm T type=tdx                    -> EINVAL
check_extension S VM_TYPES       -> 0x13
