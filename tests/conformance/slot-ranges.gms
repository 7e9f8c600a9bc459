# Size, guest address, host address and file offset of a slot.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# M is a file of 16 pages. A slot that is made is deleted again. Limits that the
# processor sets, of guest addresses below 2^52 and of user addresses near 2^47, are in
# slot-limits.gms and slot-limits-6.18.gms.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                   -> 0
mmap H anon len=32p    -> 0
memfd M vm=A size=16p  -> 0

# A slot without a file: whole pages (SLOT-6), and a size that the host range can have
# (SLOT-8). Size 0 deletes, and there is no slot yet (SLOT-13).
# case: slot2.size=0x0(no_slot)
slot A:0 gpa=0x100000 size=0x0 hva=H                 -> EINVAL
# case: slot2.size=0x1000
slot A:0 gpa=0x100000 size=0x1000 hva=H              -> 0
slot A:0 delete                                      -> 0
# case: slot2.size=0x1001
slot A:0 gpa=0x100000 size=0x1001 hva=H              -> EINVAL
# case: slot2.size=1<<62
slot A:0 gpa=0x100000 size=0x4000000000000000 hva=H  -> EINVAL
# case: slot2.size=~0xfff
slot A:0 gpa=0x100000 size=0xfffffffffffff000 hva=H  -> EINVAL

# Guest addresses are page aligned (SLOT-7), do not wrap (SLOT-11) and end below 2^52
# (X86-VM-9).
# case: slot2.gpa=0xfff
slot A:0 gpa=0xfff size=1p hva=H                   -> EINVAL
# case: slot2.gpa=0x800
slot A:0 gpa=0x800 size=1p hva=H                   -> EINVAL
# case: slot2.gpa=~0xfff,size=0x1000(wraps_to_0)
slot A:0 gpa=0xfffffffffffff000 size=0x1000 hva=H  -> EINVAL
# case: slot2.gpa=~0xfff,size=0x2000(wraps)
slot A:0 gpa=0xfffffffffffff000 size=0x2000 hva=H  -> EINVAL
# case: slot2.gpa=1<<52
slot A:0 gpa=0x10000000000000 size=1p hva=H        -> EINVAL
# case: slot2.gpa=1<<62
slot A:0 gpa=0x4000000000000000 size=1p hva=H      -> EINVAL

# Host addresses are user addresses, mapped or not (SLOT-8).
# case: slot2.hva=~0xfff
slot A:0 gpa=0x100000 size=1p hva=0xfffffffffffff000  -> EINVAL
# case: slot2.hva=1<<62
slot A:0 gpa=0x100000 size=1p hva=0x4000000000000000  -> EINVAL

# The same with a file: the slot must not be longer than the file (BIND-4).
# case: slot2.G.size=0x0(no_slot)
slot A:0 gpa=0x100000 size=0x0 hva=H memfd=M               -> EINVAL
# case: slot2.G.size=0x1000
slot A:0 gpa=0x100000 size=0x1000 hva=H memfd=M            -> 0
slot A:0 delete                                            -> 0
# case: slot2.G.size=0x10000(whole)
slot A:0 gpa=0x100000 size=0x10000 hva=H memfd=M           -> 0
slot A:0 delete                                            -> 0
# case: slot2.G.size=0x20000
slot A:0 gpa=0x100000 size=0x20000 hva=H memfd=M           -> EINVAL
# case: slot2.G.gpa=0x1
slot A:0 gpa=0x1 size=1p hva=H memfd=M                     -> EINVAL
# case: slot2.G.gpa=~0xfff,size=0x2000
slot A:0 gpa=0xfffffffffffff000 size=0x2000 hva=H memfd=M  -> EINVAL
# case: slot2.G.hva=+1
slot A:0 gpa=0x100000 size=1p hva=H+1 memfd=M              -> EINVAL

# The offset is page aligned and does not wrap (SLOT-9), and the range ends within the
# file (BIND-4).
# case: slot2.G.off=0x800
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x800                   -> EINVAL
# case: slot2.G.off=0xfff
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0xfff                   -> EINVAL
# case: slot2.G.off=0x1000
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x1000                  -> 0
slot A:0 delete                                                         -> 0
# case: slot2.G.off=0xf000(last)
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0xf000                  -> 0
slot A:0 delete                                                         -> 0
# case: slot2.G.off=0x10000(EOF)
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x10000                 -> EINVAL
# case: slot2.G.off=0x11000
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x11000                 -> EINVAL
# case: slot2.G.off=0x1000,size=0x10000
slot A:0 gpa=0x100000 size=0x10000 hva=H memfd=M off=0x1000             -> EINVAL
# case: slot2.G.off=1<<40
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x10000000000           -> EINVAL
# case: slot2.G.off=1<<62
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x4000000000000000      -> EINVAL
# case: slot2.G.off=(1<<63)+0x1000
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x8000000000001000      -> EINVAL
# case: slot2.G.off=~0xfff,size=0x1000(wraps_to_0)
slot A:0 gpa=0x100000 size=0x1000 hva=H memfd=M off=0xfffffffffffff000  -> EINVAL
# case: slot2.G.off=~0xfff,size=0x2000(wraps)
slot A:0 gpa=0x100000 size=0x2000 hva=H memfd=M off=0xfffffffffffff000  -> EINVAL
