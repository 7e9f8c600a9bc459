# GV-20, SLOT-15: nothing about a slot with a file can be changed.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                                -> 0
memfd M vm=A size=8p                                -> 0
mmap H anon len=4p                                  -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M         -> EINVAL
slot A:0 gpa=0x200000 size=4p hva=H memfd=M         -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=H memfd=M off=4p  -> EINVAL
# Nor can the flag be taken off, or put on a plain slot.
slot A:0 gpa=0x100000 size=4p hva=H                 -> EINVAL
slot A:1 gpa=0x300000 size=4p hva=H                 -> 0
slot A:1 gpa=0x300000 size=4p hva=H memfd=M off=4p  -> EINVAL

slot A:0 delete                                     -> 0
slot A:0 gpa=0x200000 size=4p hva=H memfd=M off=4p  -> 0
invariants                                          -> ok
