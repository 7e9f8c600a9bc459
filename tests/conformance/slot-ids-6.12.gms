# Numbers of slots.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                    -> 0
mmap H anon len=16p                                     -> 0
memfd M vm=A size=16p                                   -> 0

# case: slot2.id=0
slot A:0 gpa=0x100000 size=16p hva=H                    -> 0
slot A:0 delete                                         -> 0
# case: slot2.id=1
slot A:1 gpa=0x100000 size=16p hva=H                    -> 0
slot A:1 delete                                         -> 0
# case: slot2.id=NR
slot A:32764 gpa=0x100000 size=16p hva=H                -> EINVAL
# case: slot2.id=0x7fff
slot A:32767 gpa=0x100000 size=16p hva=H                -> EINVAL
# case: slot2.id=0x8000
slot A:32768 gpa=0x100000 size=16p hva=H                -> EINVAL
# case: slot2.id=0xffff
slot A:65535 gpa=0x100000 size=16p hva=H                -> EINVAL
# case: slot2.id=~0
slot A:65535.65535 gpa=0x100000 size=16p hva=H          -> EINVAL

# case: slot2.G.id=0
slot A:0 gpa=0x100000 size=16p hva=H memfd=M            -> EINVAL
slot A:0 delete
# case: slot2.G.id=1
slot A:1 gpa=0x100000 size=16p hva=H memfd=M            -> EINVAL
slot A:1 delete
# case: slot2.G.id=NR-1
slot A:32763 gpa=0x100000 size=16p hva=H memfd=M        -> EINVAL
slot A:32763 delete
# case: slot2.G.id=NR
slot A:32764 gpa=0x100000 size=16p hva=H memfd=M        -> EINVAL
# case: slot2.G.id=0x7fff
slot A:32767 gpa=0x100000 size=16p hva=H memfd=M        -> EINVAL
# case: slot2.G.id=0xffff
slot A:65535 gpa=0x100000 size=16p hva=H memfd=M        -> EINVAL
# case: slot2.G.id=as2:0
slot A:2.0 gpa=0x100000 size=16p hva=H memfd=M          -> EINVAL
# case: slot2.G.id=~0
slot A:65535.65535 gpa=0x100000 size=16p hva=H memfd=M  -> EINVAL

# case: slot1.id=0
slot A:0 gpa=0x100000 size=16p hva=H v1=1               -> 0
slot A:0 delete                                         -> 0
# case: slot1.id=1
slot A:1 gpa=0x100000 size=16p hva=H v1=1               -> 0
slot A:1 delete                                         -> 0
# case: slot1.id=NR+1
slot A:32765 gpa=0x100000 size=16p hva=H v1=1           -> EINVAL
# case: slot1.id=0x7fff
slot A:32767 gpa=0x100000 size=16p hva=H v1=1           -> EINVAL
# case: slot1.id=0x8000
slot A:32768 gpa=0x100000 size=16p hva=H v1=1           -> EINVAL
# case: slot1.id=as2:0
slot A:2.0 gpa=0x100000 size=16p hva=H v1=1             -> EINVAL
# case: slot1.id=as65535:0
slot A:65535.0 gpa=0x100000 size=16p hva=H v1=1         -> EINVAL
# case: slot1.id=~0
slot A:65535.65535 gpa=0x100000 size=16p hva=H v1=1     -> EINVAL
