# Where guest and user addresses end.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.12, 6.16, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# The processor had physical addresses of 40 bits, and the host page tables of five
# levels. On 6.12 and 6.16 a variant of the program was measured; no file is needed here.
#
# profiles: 6.12 6.16 6.19 7.1 7.2 7.3
# options: --maxphyaddr=40 --host-levels=5

vm A                                                  -> 0
mmap H anon len=32p                                   -> 0

# Guest addresses (X86-VM-9).
# case: slot2.gpa=1<<40
slot A:0 gpa=0x10000000000 size=1p hva=H              -> EINVAL
# case: slot2.gpa=1<<45
slot A:0 gpa=0x200000000000 size=1p hva=H             -> EINVAL
# case: slot2.gpa=1<<46
slot A:0 gpa=0x400000000000 size=1p hva=H             -> EINVAL
# case: slot2.gpa=1<<48
slot A:0 gpa=0x1000000000000 size=1p hva=H            -> EINVAL
# case: slot2.gpa=(1<<52)-0x1000
slot A:0 gpa=0xffffffffff000 size=1p hva=H            -> EINVAL

# User addresses (SLOT-8).
# case: slot2.hva=0x7fffffffe000,size=0x2000
slot A:0 gpa=0x100000 size=0x2000 hva=0x7fffffffe000  -> 0
slot A:0 delete                                       -> 0
# case: slot2.hva=0x7ffffffff000,size=0x2000
slot A:0 gpa=0x100000 size=0x2000 hva=0x7ffffffff000  -> 0
slot A:0 delete                                       -> 0
# case: slot2.hva=1<<47
slot A:0 gpa=0x100000 size=1p hva=0x800000000000      -> 0
slot A:0 delete                                       -> 0
