# GV-12, SLOT-3: x86 keeps three of the 32767 slot numbers for itself. tests/golden.sh adds
# them all. SLOT-10: a default VM has two address spaces (the second is for system
# management mode), one with private memory has one.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                       -> 0
vm P type=sw_protected                     -> 0
mmap H anon len=4p                         -> 0
check_extension system NR_MEMSLOTS         -> 32764
check_extension A NR_MEMSLOTS              -> 32764
slot A:0 gpa=0x100000 size=1p hva=H        -> 0
slot A:1 gpa=0x200000 size=1p hva=H        -> 0
slot A:32763 gpa=0x300000 size=1p hva=H    -> 0
slot A:32764 gpa=0x400000 size=1p hva=H    -> EINVAL
slot A:32765 gpa=0x400000 size=1p hva=H    -> EINVAL
slot A:65535 gpa=0x400000 size=1p hva=H    -> EINVAL
slot A:1.0 gpa=0x100000 size=1p hva=H      -> 0
slot A:1.32764 gpa=0x200000 size=1p hva=H  -> EINVAL
slot A:2.0 gpa=0x100000 size=1p hva=H      -> EINVAL
slot P:0.0 gpa=0x100000 size=1p hva=H      -> 0
slot P:1.0 gpa=0x200000 size=1p hva=H      -> EINVAL
