# X86-SNP-1, X86-FAULT-34, EXIT-4: the processor refuses to assign a page, once. That is an exit
# with the errno of the hook, and the page stays in the file to be assigned by the next access.
# options: --inject rmp_update:2
# profiles: 6.12 6.18 7.2 7.3

vm N type=snp                                              -> 0
vcpu N.0                                                   -> 0
mmap H anon len=4p                                         -> 0
memfd M vm=N size=4p                                       -> 0
slot N:0 gpa=0x100000 size=4p hva=H memfd=M                -> 0
attributes N gpa=0x100000 size=4p private                  -> 0
guest N.0 write 0x100000 0x11 private                      -> ok
guest N.0 write 0x101000 0x22 private                      -> MEMORY_FAULT gpa=0x101000 size=4K flags=private errno=EINVAL
resident M                                                 -> pages=0,1
guest N.0 write 0x101000 0x22 private                      -> ok
guest N.0 read 0x101000 private                            -> 0x22
invariants                                                 -> ok
