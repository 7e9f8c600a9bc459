# B-03: the allocations are those of the file, the inode, the slot, and then of the binding.
# options: --inject alloc:5
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> ENOMEM
