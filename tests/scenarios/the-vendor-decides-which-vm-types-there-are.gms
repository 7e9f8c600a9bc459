# X86-CFG-1, X86-VM-2: SEV, SEV_ES and SNP are AMD's, TDX is Intel's.
#
# profiles: 7.2
# worlds: --vendor=intel

check_extension system VM_TYPES  -> 35
vm A type=default                -> 0
vm P type=sw_protected           -> 0
vm S type=sev                    -> EINVAL
vm E type=sev_es                 -> EINVAL
vm N type=snp                    -> EINVAL
vm T type=tdx                    -> 0
