# B-34: a shared write to a page that a shared fault has assigned (X86-SNP-9) faults for ever,
# and is no error.
vm N type=snp                                           -> 0
vcpu N.0                                                -> 0
memfd S vm=N size=4p flags=mmap                         -> 0
slot N:0 gpa=0x200000 size=4p memfd=S                   -> 0
guest N.0 write 0x200000 5                              -> RETRY
