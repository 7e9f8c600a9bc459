# GV-12, SLOT-3: arm64 has no slots of its own, and one address space.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3
arch arm64

vm A                                     -> 0
mmap H anon len=4p                       -> 0
check_extension A NR_MEMSLOTS            -> 32767
slot A:0 gpa=0x100000 size=1p hva=H      -> 0
slot A:32766 gpa=0x200000 size=1p hva=H  -> 0
slot A:32767 gpa=0x300000 size=1p hva=H  -> EINVAL
slot A:65535 gpa=0x300000 size=1p hva=H  -> EINVAL
slot A:1.0 gpa=0x300000 size=1p hva=H    -> EINVAL
