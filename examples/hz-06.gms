# HZ-6. A binding that found no memory, and nobody said so.
#
# KVM puts the slot into the file's map of bindings. If that needs memory and there is
# none, the error is dropped: the slot is there, the file does not know it, and the
# guest's fault finds out. Since 7.3 the request is ENOMEM.
#
# profiles: 6.18 7.2
# options: --inject alloc:6

hazards 1
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 read 0x100000                                 -> MEMORY_FAULT errno=EIO
invariants                                              -> violated rule=INV-2
