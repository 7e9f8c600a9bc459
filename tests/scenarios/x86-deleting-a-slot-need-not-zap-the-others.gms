# X86-ZAP-1, X86-CFG-9, X86-QUIRK-1: SLOT_ZAP_ALL is a quirk that userspace can switch off, for
# good; then only the slot's own mappings go.
# profiles: 6.12 6.18 7.2 7.3
# worlds: - --vendor=amd --tdp-mmu=0

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=16p                                  -> 0
check_extension A DISABLE_QUIRKS                     -> 1
enable_cap A DISABLE_QUIRKS2 arg=0x100000000         -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
slot A:1 gpa=0x200000 size=4p hva=H+4p               -> 0
guest A.0 write 0x100000 1                           -> ok
guest A.0 write 0x200000 1                           -> ok
slot A:1 delete                                      -> 0
where A 0x100000                                     -> unmapped

enable_cap A DISABLE_QUIRKS arg=0x100000080          -> 0
slot A:1 gpa=0x200000 size=4p hva=H+4p               -> 0
guest A.0 write 0x100000 1                           -> ok
guest A.0 write 0x200000 1                           -> ok
slot A:1 gpa=0x300000 size=4p hva=H+4p               -> 0
where A 0x100000                                     -> prot=rwx
where A 0x200000                                     -> unmapped
enable_cap A DISABLE_QUIRKS2 arg=0                   -> 0
guest A.0 write 0x300000 1                           -> ok
slot A:1 delete                                      -> 0
where A 0x100000                                     -> prot=rwx
guest A.0 read 0x300000                              -> MMIO
invariants                                           -> ok
