# X86-SNP-1 to X86-SNP-5, X86-SNP-9: a page of guest_memfd that a fault maps is assigned
# to the guest at that address, whatever the attribute says. Private accesses need that,
# shared writes the contrary; a shared read gets ciphertext.
# profiles: 6.18 7.2 7.3

vm N type=snp                                              -> 0
vcpu N.0                                                   -> 0
mmap H anon len=4p                                         -> 0
memfd M vm=N size=4p                                       -> 0
slot N:0 gpa=0x100000 size=4p hva=H memfd=M                -> 0
attributes N gpa=0x100000 size=1p private                  -> 0

guest N.0 write 0x100000 0x11 private                      -> ok
guest N.0 read 0x100000 private                            -> 0x11
guest N.0 write 0x101000 0x22                              -> ok
load H+1p                                                  -> 0x22
# Of the wrong kind, on pages that are mapped.
guest N.0 write 0x100000 5                                 -> MEMORY_FAULT flags=0 gpa=0x100000 errno=EFAULT
guest N.0 read 0x101000 private                            -> MEMORY_FAULT flags=private gpa=0x101000 errno=EFAULT
guest N.0 read 0x100000
guest N.0 read 0x100000 private                            -> 0x11

# With MMAP shared faults are served from the file, and the page becomes the guest's
# (X86-SNP-9): the write that follows faults for ever.
memfd S vm=N size=4p flags=mmap                            -> 0
slot N:1 gpa=0x200000 size=4p memfd=S                      -> 0
guest N.0 write 0x200000 5                                 -> RETRY
where N 0x200000                                           -> memfd=S page=0 prot=rwx

# Bound elsewhere, the pages stay assigned at their old address.
slot N:0 delete                                            -> 0
slot N:0 gpa=0x300000 size=4p hva=H memfd=M                -> 0
attributes N gpa=0x300000 size=1p private                  -> 0
guest N.0 read 0x300000 private                            -> RETRY
# Until they leave the file: X86-SNP-2.
fallocate M off=0 len=1p mode=keep_size|punch_hole         -> 0
guest N.0 read 0x300000 private                            -> 0
invariants                                                 -> ok
