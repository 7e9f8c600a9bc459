# A default VM cannot bind a file; what closing and deleting come to.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory, which is shared and anonymous, where it could not map the
# file. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave the same
# answer to every case in this file, on a VM of the default type, which cannot bind a
# file. "case:" names the case as that program prints it, F3 included; the line below it
# is the case.
#
# profiles: 6.12 6.16

vm AF0                                                -> 0
mmap HF0 anon len=16p                                 -> 0
memfd MF0 vm=AF0 size=16p                             -> 0
memfd NF0 vm=AF0 size=16p                             -> 0
slot AF0:0 gpa=0x100000 size=16p hva=HF0 memfd=MF0
close MF0                                             -> 0
# case: life.F0.fd_closed.other_slot_same_gpa
slot AF0:1 gpa=0x100000 size=16p hva=HF0 memfd=NF0    -> EINVAL
# case: life.F0.fd_closed.other_slot_other_gpa
slot AF0:1 gpa=0x200000 size=16p hva=HF0 memfd=NF0    -> EINVAL
# case: life.F0.fd_closed.set_plain
slot AF0:0 gpa=0x100000 size=16p hva=HF0              -> 0
# case: life.F0.fd_closed.delete
slot AF0:0 delete                                     -> 0
slot AF0:1 delete
# case: life.F0.recreate
slot AF0:0 gpa=0x100000 size=16p hva=HF0 memfd=NF0    -> EINVAL

dup DF0 NF0                                           -> 0
close NF0                                             -> 0
close DF0                                             -> 0
# case: life.F0.dup_closed.delete
slot AF0:0 delete                                     -> EINVAL

vm BF0                                                -> 0
memfd LF0 vm=BF0 size=16p                             -> 0
mmap GF0 anon len=16p                                 -> 0
slot BF0:0 gpa=0x100000 size=16p hva=GF0 memfd=LF0
close BF0                                             -> 0
# case: life.F0.vm_closed.punch
fallocate LF0 off=0 len=1p mode=keep_size|punch_hole  -> 0
vm CF0                                                -> 0
# case: life.F0.vm_closed.bind_in_new_vm
slot CF0:0 gpa=0x100000 size=16p hva=GF0 memfd=LF0    -> EINVAL

# VM and file are closed; what is left is memory that stands in for the file.
vm D                               -> 0
memfd E vm=D size=16p              -> 0
mmap HE anon len=16p flags=shared  -> 0
store HE 0x1                       -> ok
close E                            -> 0
close D                            -> 0
# case: life.only_map_left.load
load HE                            -> 0x1
