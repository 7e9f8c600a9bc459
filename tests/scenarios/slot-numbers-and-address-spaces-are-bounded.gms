# SLOT-3: x86 keeps three of the 32767 slot numbers for itself. SLOT-10: a default VM
# has two address spaces (the second is for system management mode), one with
# private memory has one.
# profiles: 7.2 7.3

vm A                                          -> 0
vm P type=sw_protected                        -> 0
mmap H anon len=4p                            -> 0
slot A:32763 gpa=0x100000 size=1p hva=H       -> 0
slot A:32764 gpa=0x200000 size=1p hva=H       -> EINVAL
slot A:1.0 gpa=0x100000 size=1p hva=H         -> 0
slot A:2.0 gpa=0x100000 size=1p hva=H         -> EINVAL
slot P:0.0 gpa=0x100000 size=1p hva=H         -> 0
slot P:1.0 gpa=0x200000 size=1p hva=H         -> EINVAL
