# B-49: userspace_addr is other memory than the file.
vm A                                                    -> 0
vcpu A.0                                                -> 0
mmap H anon len=4p                                      -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
store H 0x33                                            -> ok
guest A.0 write 0x100000 0x11                           -> ok
kvm A.0 read 0x100000                                   -> 0x33
