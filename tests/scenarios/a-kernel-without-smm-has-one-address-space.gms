# CAP-12, SLOT-10, X86-CFG-12.
#
# worlds: --smm-as=1

vm A                                            -> 0
vm P type=sw_protected                          -> 0
mmap H anon len=1p                              -> 0
check_extension system MULTI_ADDRESS_SPACE      -> 0
check_extension A MULTI_ADDRESS_SPACE           -> 0
check_extension P MULTI_ADDRESS_SPACE           -> 0
slot A:1.0 gpa=0 size=1p hva=H                  -> EINVAL
slot A:0.0 gpa=0 size=1p hva=H                  -> 0
