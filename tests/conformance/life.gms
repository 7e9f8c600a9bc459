# Files, slots, VMs and mappings that outlive one another.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# F0 has no create flags, F3 has MMAP and INIT_SHARED; the names of each part end with
# the file it is about. Cases whose errno depends on the kernel are in life-6.18.gms
# and life-7.2.gms.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

# F0: the descriptor is closed while a slot uses the file; N is a second file.
vm AF0                                              -> 0
mmap HF0 anon len=16p                               -> 0
memfd MF0 vm=AF0 size=16p                           -> 0
memfd NF0 vm=AF0 size=16p                           -> 0
slot AF0:0 gpa=0x100000 size=16p hva=HF0 memfd=MF0  -> 0
close MF0                                           -> 0
# case: life.F0.fd_closed.other_slot_same_gpa
slot AF0:1 gpa=0x100000 size=16p hva=HF0 memfd=NF0  -> EEXIST
# case: life.F0.fd_closed.other_slot_other_gpa
slot AF0:1 gpa=0x200000 size=16p hva=HF0 memfd=NF0  -> 0
# case: life.F0.fd_closed.set_plain
slot AF0:0 gpa=0x100000 size=16p hva=HF0            -> EINVAL
# case: life.F0.fd_closed.delete
slot AF0:0 delete                                   -> 0
slot AF0:1 delete                                   -> 0
# case: life.F0.recreate
slot AF0:0 gpa=0x100000 size=16p hva=HF0 memfd=NF0  -> 0

# Both descriptors of a file are closed while slot 0 uses it; the slot can still be
# deleted.
dup DF0 NF0        -> 0
close NF0          -> 0
close DF0          -> 0
# case: life.F0.dup_closed.delete
slot AF0:0 delete  -> 0

# The VM is closed while its file is open, and bound: the file lives on, but belongs
# to no other VM.
vm BF0                                                -> 0
memfd LF0 vm=BF0 size=16p                             -> 0
mmap GF0 anon len=16p                                 -> 0
slot BF0:0 gpa=0x100000 size=16p hva=GF0 memfd=LF0    -> 0
close BF0                                             -> 0
# case: life.F0.vm_closed.punch
fallocate LF0 off=0 len=1p mode=keep_size|punch_hole  -> 0
vm CF0                                                -> 0
# case: life.F0.vm_closed.bind_in_new_vm
slot CF0:0 gpa=0x100000 size=16p hva=GF0 memfd=LF0    -> EINVAL

# F3: the descriptor is closed while a slot uses the file; N is a second file.
vm AF3                                              -> 0
mmap HF3 anon len=16p                               -> 0
memfd MF3 vm=AF3 size=16p flags=mmap|init_shared    -> 0
memfd NF3 vm=AF3 size=16p flags=mmap|init_shared    -> 0
slot AF3:0 gpa=0x100000 size=16p hva=HF3 memfd=MF3  -> 0
# case: life.F3.bound.fallocate
fallocate MF3 off=0 len=1p mode=keep_size           -> 0
close MF3                                           -> 0
# case: life.F3.fd_closed.set_same_slot_new_file
slot AF3:0 gpa=0x100000 size=16p hva=HF3 memfd=NF3  -> EINVAL
slot AF3:1 gpa=0x200000 size=16p hva=HF3 memfd=NF3  -> 0
# case: life.F3.fd_closed.set_plain
slot AF3:0 gpa=0x100000 size=16p hva=HF3            -> EINVAL
slot AF3:0 delete                                   -> 0
# case: life.F3.fd_closed.delete_again
slot AF3:0 delete                                   -> EINVAL
# case: life.F3.delete_other
slot AF3:1 delete                                   -> 0
# case: life.F3.recreate
slot AF3:0 gpa=0x100000 size=16p hva=HF3 memfd=NF3  -> 0

# Both descriptors of a file are closed while slot 0 uses it; the slot can still be
# deleted.
dup DF3 NF3        -> 0
close NF3          -> 0
close DF3          -> 0
# case: life.F3.dup_closed.delete
slot AF3:0 delete  -> 0

# The VM is closed while its file is open, and bound: the file lives on, but belongs
# to no other VM.
vm BF3                                              -> 0
memfd LF3 vm=BF3 size=16p flags=mmap|init_shared    -> 0
mmap GF3 anon len=16p                               -> 0
slot BF3:0 gpa=0x100000 size=16p hva=GF3 memfd=LF3  -> 0
close BF3                                           -> 0
# case: life.F3.vm_closed.fallocate
fallocate LF3 off=0 len=1p mode=keep_size           -> 0
# case: life.F3.vm_closed.mmap
mmap KF3 memfd=LF3 len=16p                          -> 0
vm CF3                                              -> 0
# case: life.F3.vm_closed.bind_in_new_vm
slot CF3:0 gpa=0x100000 size=16p hva=GF3 memfd=LF3  -> EINVAL

# A mapping keeps the file alive, and the slot, without a descriptor.
vm V                                          -> 0
mmap J anon len=16p                           -> 0
memfd M vm=V size=16p flags=mmap|init_shared  -> 0
mmap K memfd=M len=16p                        -> 0
slot V:0 gpa=0x100000 size=16p hva=J memfd=M  -> 0
store K 9                                     -> ok
close M                                       -> 0
# case: life.F3.map_keeps_file.load
load K                                        -> 0x9
munmap K                                      -> 0
# case: life.F3.map_gone.delete
slot V:0 delete                               -> 0

# Nothing but the mapping is left: its bytes are.
memfd P vm=V size=16p flags=mmap|init_shared  -> 0
mmap Q memfd=P len=16p                        -> 0
store Q 1                                     -> ok
close P                                       -> 0
close V                                       -> 0
# case: life.only_map_left.load
load Q                                        -> 0x1
