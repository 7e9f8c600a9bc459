# Creating and binding files, and attributes, of a VM of type sw_protected.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
#
# profiles: 7.2

vm A type=sw_protected                                      -> 0

# case: t1.create flags=0
memfd C0 vm=A size=8p flags=0                               -> 0
# case: t1.create flags=1
memfd C1 vm=A size=8p flags=1                               -> 0
# case: t1.create flags=4
memfd C4 vm=A size=8p flags=4                               -> EINVAL
# case: t1.create flags=7
memfd C7 vm=A size=8p flags=7                               -> EINVAL
# case: t1.create size=2^63-4096
memfd S10 vm=A size=0x7ffffffffffff000 flags=0              -> 0
# case: t1.create size=2^63
memfd S12 vm=A size=0x8000000000000000 flags=0              -> EINVAL

memfd M vm=A size=8p                                        -> 0
memfd N vm=A size=8p                                        -> 0
mmap U anon len=16p                                         -> 0
vm B                                                        -> 0
memfd O vm=B size=8p                                        -> 0
# case: t1.slot.bad_fd
slot A:0 gpa=0x100000 size=4p hva=U memfd=-1                -> EBADF
# case: t1.slot.other_vm_fd
slot A:0 gpa=0x100000 size=4p hva=U memfd=O                 -> EINVAL
# case: t1.slot.GMEM|READONLY
slot A:0 gpa=0x100000 size=4p hva=U memfd=M flags=guest_memfd|readonly  -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=U memfd=M                 -> 0
# case: t1.slot.move_gpa
slot A:0 gpa=0x200000 size=4p hva=U memfd=M                 -> EINVAL
# case: t1.slot.rebind_same_range_other_slot
slot A:1 gpa=0x300000 size=4p hva=U memfd=M                 -> EEXIST
# case: t1.slot.rebind_overlap
slot A:1 gpa=0x300000 size=4p hva=U memfd=M off=2p          -> EEXIST
# case: t1.slot.gpa_overlap
slot A:1 gpa=0x102000 size=4p hva=U memfd=N                 -> EEXIST
# case: t1.slot.delete
slot A:0 delete                                             -> 0
slot A:1 gpa=0x300000 size=4p hva=U memfd=M                 -> 0
# case: t1.slot.delete2
slot A:1 delete                                             -> 0
# case: t1.slot.uaddr_null
slot A:2 gpa=0x300000 size=4p memfd=M                       -> 0
# case: t1.slot.REGION(v1)_with_GMEM_flag
slot A:4 gpa=0x400000 size=4p hva=U flags=guest_memfd v1=1  -> EINVAL
# case: t1.slot.attr_clear
attributes A gpa=0x100000 size=1p shared                    -> 0
# case: t1.slot.attr_len0
attributes A gpa=0x100000 size=0 attrs=0                    -> EINVAL
# case: t1.slot.attr_unaligned
attributes A gpa=0x100001 size=1p attrs=0                   -> EINVAL
