# X86-CFG-1, X86-VM-2: SEV, SEV_ES and SNP are AMD's, TDX is Intel's.
vendor amd
profile 7.2

check_extension system VM_TYPES  -> 31
vm S type=sev                    -> 0
vm E type=sev_es                 -> 0
vm N type=snp                    -> 0
vm T type=tdx                    -> EINVAL
