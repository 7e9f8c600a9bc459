# Creating and binding files, and attributes, of a VM of type default.
#
# A program made each call once and wrote down what came back, on Linux 7.2 on x86-64,
# with VMs of the type default (t0) and SW_PROTECTED (t1) and files of each flags (f0 to
# f3). "case:" names the case as that program prints it; the line below it is the case.
#
# profiles: 7.2

vm A type=default                                           -> 0

# case: t0.create flags=4
memfd C4 vm=A size=8p flags=4                               -> EINVAL
# case: t0.create flags=5
memfd C5 vm=A size=8p flags=5                               -> EINVAL
# case: t0.create flags=7
memfd C7 vm=A size=8p flags=7                               -> EINVAL
# case: t0.create size=4096
memfd S8 vm=A size=4096 flags=0                             -> 0
# case: t0.create size=1T
memfd S10 vm=A size=1T flags=0                              -> 0
# case: t0.create size=2^63
memfd S12 vm=A size=0x8000000000000000 flags=0              -> EINVAL

memfd M vm=A size=8p                                        -> 0
memfd N vm=A size=8p                                        -> 0
mmap U anon len=16p                                         -> 0
vm B                                                        -> 0
memfd O vm=B size=8p                                        -> 0
# case: t0.slot.GMEM|READONLY
slot A:0 gpa=0x100000 size=4p hva=U memfd=M flags=guest_memfd|readonly  -> EINVAL
slot A:0 gpa=0x100000 size=4p hva=U memfd=M                 -> 0
# case: t0.slot.identical_again
slot A:0 gpa=0x100000 size=4p hva=U memfd=M                 -> EINVAL
# case: t0.slot.modify_drop_gmem
slot A:0 gpa=0x100000 size=4p hva=U flags=0                 -> EINVAL
# case: t0.slot.move_gpa
slot A:0 gpa=0x200000 size=4p hva=U memfd=M                 -> EINVAL
slot A:0 delete                                             -> 0
slot A:1 gpa=0x300000 size=4p hva=U memfd=M                 -> 0
slot A:1 delete                                             -> 0
# case: t0.slot.uaddr_null
slot A:2 gpa=0x300000 size=4p memfd=M                       -> 0
# case: t0.slot.delete3
slot A:2 delete                                             -> 0
memfd MM vm=A size=8p flags=mmap                            -> 0
# case: t0.slot.mmapfd_uaddr_unrelated
slot A:3 gpa=0x300000 size=4p hva=U memfd=MM                -> 0
# case: t0.slot.mmapfd_delete
slot A:3 delete                                             -> 0
# case: t0.slot.mmapfd_uaddr_null
slot A:3 gpa=0x300000 size=4p memfd=MM                      -> 0
# case: t0.slot.REGION(v1)_with_GMEM_flag
slot A:4 gpa=0x400000 size=4p hva=U flags=guest_memfd v1=1  -> EINVAL
# case: t0.slot.attr_bit0
attributes A gpa=0x100000 size=1p attrs=1                   -> EINVAL
# case: t0.slot.attr_flags
attributes A gpa=0x100000 size=1p attrs=0 flags=1           -> EINVAL
# case: t0.slot.attr_wrap
attributes A gpa=0xfffffffffffff000 size=2p attrs=0         -> EINVAL
