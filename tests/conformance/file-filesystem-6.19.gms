# Where the file lives: on a filesystem of its own.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.19, 7.1, 7.2 and 7.3 on x86-64 gave
# the same answer to every case in this file. "case:" names the case as that program
# prints it; the line below it is the case.
#
# profiles: 6.19 7.1 7.2 7.3

vm A                        -> 0
memfd F0 vm=A size=0x10000  -> 0
# case: file.F0.fstatfs.f_type
fstatfs F0                  -> type=0x474d454d
# case: file.F0.proc_fd_link
readlink F0                 -> link="/[kvm-gmem] (deleted)"
