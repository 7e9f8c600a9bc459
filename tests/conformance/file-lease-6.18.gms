# A lease on the file.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18 and 6.19 on x86-64 gave
# the same answer to every case in this file. "case:" names the case as that program
# prints it; the line below it is the case.
#
# profiles: 6.18 6.19

vm A                          -> 0
memfd F0 vm=A size=0x10000    -> 0
# case: file.F0.F_SETLEASE
fcntl F0 setlease lock=rdlck  -> 0
