# P-33: only a hole takes the page out.
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x100000 0x11                           -> ok
poison M off=0
guest A.0 read 0x100000                                 -> MEMORY_FAULT errno=EHWPOISON
