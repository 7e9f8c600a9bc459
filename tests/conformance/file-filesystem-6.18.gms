# Where the file lives: on the filesystem of anonymous inodes.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18 on x86-64 gave
# the same answer to every case in this file. "case:" names the case as that program
# prints it; the line below it is the case.
#
# profiles: 6.18

vm A                        -> 0
memfd F0 vm=A size=0x10000  -> 0
# case: file.F0.fstatfs.f_type
fstatfs F0                  -> type=0x9041934
# case: file.F0.proc_fd_link
readlink F0                 -> link=anon_inode:[kvm-gmem]
