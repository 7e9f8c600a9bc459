# File offsets near 2^63.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 7.1, 7.2 and 7.3 on x86-64 gave the same
# answer to every case in this file. "case:" names the case as that program prints it;
# the line below it is the case.
#
# The sum of offset and size is unsigned, and greater than the size of the file
# (BIND-4).
#
# M is a file of 16 pages.
#
# profiles: 7.1 7.2 7.3

vm A                   -> 0
mmap H anon len=16p    -> 0
memfd M vm=A size=16p  -> 0

# case: slot2.G.off=0x7ffffffffffff000,size=0x10000
slot A:0 gpa=0x100000 size=0x10000 hva=H memfd=M off=0x7ffffffffffff000    -> EINVAL
# case: slot2.G.off=0x7ffffffffffff000,size=0x1000000(beyond_file)
slot A:0 gpa=0x100000 size=0x1000000 hva=H memfd=M off=0x7ffffffffffff000  -> EINVAL
