# Where guest and user addresses end.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18 on x86-64
# gave this answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# The host had page tables of four levels, and no two-dimensional paging, so that guest
# addresses may have 52 bits.
#
# profiles: 6.18
# options: --tdp=0

vm A                                                  -> 0
mmap H anon len=32p                                   -> 0

# Guest addresses (X86-VM-9).
# case: slot2.gpa=1<<40
slot A:0 gpa=0x10000000000 size=1p hva=H              -> 0
slot A:0 delete                                       -> 0
# case: slot2.gpa=1<<45
slot A:0 gpa=0x200000000000 size=1p hva=H             -> 0
slot A:0 delete                                       -> 0
# case: slot2.gpa=1<<46
slot A:0 gpa=0x400000000000 size=1p hva=H             -> 0
slot A:0 delete                                       -> 0
# case: slot2.gpa=1<<48
slot A:0 gpa=0x1000000000000 size=1p hva=H            -> 0
slot A:0 delete                                       -> 0
# case: slot2.gpa=(1<<52)-0x1000
slot A:0 gpa=0xffffffffff000 size=1p hva=H            -> 0
slot A:0 delete                                       -> 0

# User addresses (SLOT-8).
# case: slot2.hva=0x7fffffffe000,size=0x2000
slot A:0 gpa=0x100000 size=0x2000 hva=0x7fffffffe000  -> EINVAL
# case: slot2.hva=0x7ffffffff000,size=0x2000
slot A:0 gpa=0x100000 size=0x2000 hva=0x7ffffffff000  -> EINVAL
# case: slot2.hva=1<<47
slot A:0 gpa=0x100000 size=1p hva=0x800000000000      -> EINVAL
