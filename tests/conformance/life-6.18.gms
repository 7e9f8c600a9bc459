# A closed descriptor does not free what is still bound (BIND-5).
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19 and 7.1 on x86-64 gave the
# same answer to every case in this file. "case:" names the case as that program
# prints it; the line below it is the case.
#
# A file that is bound is refused with EINVAL, until 7.1. The first descriptor of a
# file is closed; slot 0 is made again with a file that slot 1 has, and a duplicate
# shows that the file of slot 0 is in use.
#
# profiles: 6.18 6.19 7.1

vm AF3                                              -> 0
mmap HF3 anon len=16p                               -> 0
memfd MF3 vm=AF3 size=16p flags=mmap|init_shared    -> 0
memfd NF3 vm=AF3 size=16p flags=mmap|init_shared    -> 0
slot AF3:0 gpa=0x100000 size=16p hva=HF3 memfd=MF3  -> 0
close MF3                                           -> 0
slot AF3:1 gpa=0x200000 size=16p hva=HF3 memfd=NF3  -> 0
slot AF3:0 delete                                   -> 0
# case: life.F3.fd_closed.recreate_with_file_bound_elsewhere
slot AF3:0 gpa=0x100000 size=16p hva=HF3 memfd=NF3  -> EINVAL
slot AF3:1 delete                                   -> 0
slot AF3:0 gpa=0x100000 size=16p hva=HF3 memfd=NF3  -> 0
dup DF3 NF3                                         -> 0
close NF3                                           -> 0
# case: life.F3.dup_open.file_still_bound
slot AF3:1 gpa=0x200000 size=16p hva=HF3 memfd=DF3  -> EINVAL
