# X86-CFG-8, X86-VM-2, X86-FAULT-15: nothing remembers MMIO, so each access is looked
# up anew; SEV_ES, SNP and TDX could not tell their guest of it.
profile 7.2
mmio_caching 0

check_extension system VM_TYPES                     -> 7
vm A                                                -> 0
vcpu A.0                                            -> 0
guest A.0 read 0x101000                             -> MMIO
where A 0x101000                                    -> unmapped
guest A.0 write 0x101000 5                          -> MMIO write=1
prefault A.0 gpa=0x101000 size=1p                   -> ENOENT left=4K

# An MMIO entry would have hidden the attribute: X86-MMIO-8.
vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
guest P.0 read 0x200000                             -> MMIO
attributes P gpa=0x200000 size=1p private           -> 0
guest P.0 read 0x200000                             -> MEMORY_FAULT flags=private
