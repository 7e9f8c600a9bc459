# Slot numbers and address spaces.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# KVM_CAP_NR_MEMSLOTS, NR in the names, is 32764: numbers end at 32763 (SLOT-3). No VM
# has an address space 2 (SLOT-10). M is a file of 16 pages. A slot that is made is
# deleted again.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                   -> 0
mmap H anon len=16p    -> 0
memfd M vm=A size=16p  -> 0

# case: slot2.id=0
slot A:0 gpa=0x100000 size=16p hva=H            -> 0
slot A:0 delete                                 -> 0
# case: slot2.id=1
slot A:1 gpa=0x100000 size=16p hva=H            -> 0
slot A:1 delete                                 -> 0
# case: slot2.id=NR
slot A:32764 gpa=0x100000 size=16p hva=H        -> EINVAL
# case: slot2.id=0x7fff
slot A:32767 gpa=0x100000 size=16p hva=H        -> EINVAL
# case: slot2.id=0x8000
slot A:32768 gpa=0x100000 size=16p hva=H        -> EINVAL
# case: slot2.id=0xffff
slot A:65535 gpa=0x100000 size=16p hva=H        -> EINVAL
# case: slot2.id=~0
slot A:65535.65535 gpa=0x100000 size=16p hva=H  -> EINVAL

# case: slot2.G.id=0
slot A:0 gpa=0x100000 size=16p hva=H memfd=M            -> 0
slot A:0 delete                                         -> 0
# case: slot2.G.id=1
slot A:1 gpa=0x100000 size=16p hva=H memfd=M            -> 0
slot A:1 delete                                         -> 0
# case: slot2.G.id=NR-1
slot A:32763 gpa=0x100000 size=16p hva=H memfd=M        -> 0
slot A:32763 delete                                     -> 0
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
slot A:0 gpa=0x100000 size=16p hva=H v1=1            -> 0
slot A:0 delete                                      -> 0
# case: slot1.id=1
slot A:1 gpa=0x100000 size=16p hva=H v1=1            -> 0
slot A:1 delete                                      -> 0
# case: slot1.id=NR+1
slot A:32765 gpa=0x100000 size=16p hva=H v1=1        -> EINVAL
# case: slot1.id=0x7fff
slot A:32767 gpa=0x100000 size=16p hva=H v1=1        -> EINVAL
# case: slot1.id=0x8000
slot A:32768 gpa=0x100000 size=16p hva=H v1=1        -> EINVAL
# case: slot1.id=as2:0
slot A:2.0 gpa=0x100000 size=16p hva=H v1=1          -> EINVAL
# case: slot1.id=as65535:0
slot A:65535.0 gpa=0x100000 size=16p hva=H v1=1      -> EINVAL
# case: slot1.id=~0
slot A:65535.65535 gpa=0x100000 size=16p hva=H v1=1  -> EINVAL
