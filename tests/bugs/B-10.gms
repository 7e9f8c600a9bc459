# B-10: the RMP refuses a page once; the guest's next access has to assign it.
# options: --inject rmp_update:1
profile 6.12
vm N type=snp                                           -> 0
vcpu N.0                                                -> 0
memfd M vm=N size=4p                                    -> 0
mmap H anon len=4p                                      -> 0
slot N:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
attributes N gpa=0x100000 size=4p private               -> 0
guest N.0 read 0x100000 private                         -> MEMORY_FAULT gpa=0x100000 flags=private errno=EINVAL
guest N.0 read 0x100000 private                         -> 0
