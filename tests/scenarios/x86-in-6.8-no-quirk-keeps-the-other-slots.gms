# X86-ZAP-1, X86-CFG-9: the quirk came with 6.12.
# profiles: 6.8
quirks_disabled 0x80

vm A                                                 -> 0
vcpu A.0                                             -> 0
check_extension A DISABLE_QUIRKS2                    -> 0x7f
enable_cap A DISABLE_QUIRKS2 arg=0x80                -> EINVAL
mmap H anon len=16p                                  -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
slot A:1 gpa=0x200000 size=4p hva=H+4p               -> 0
guest A.0 write 0x100000 1                           -> ok
slot A:1 delete                                      -> 0
where A 0x100000                                     -> unmapped
