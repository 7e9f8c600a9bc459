# POPULATE-3, POPULATE-6, POPULATE-8, POPULATE-9, X86-SNP-7: launch update copies
# its source into the file and stops at the end of the slot without a word.  Without
# a source the pages are zero.
# profiles: 6.12 6.18 7.1 7.2 7.3
vm A type=snp                                 -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=8p                          -> 0
mmap S anon len=8p                            -> 0
slot A:0 gpa=0x100000 size=4p memfd=M off=0   -> 0
slot A:1 gpa=0x104000 size=4p memfd=M off=4p  -> 0
attributes A gpa=0x100000 size=8p private     -> 0
store S+8      0x11                           -> ok
store S+1p     0x22                           -> ok
populate A gpa=0x100000 size=2p source=S      -> 0 left=0 gpa=0x102000
resident M                                    -> pages=0,1
where A 0x100000 private                      -> unmapped
guest A.0 read 0x100008 private               -> 0x11
guest A.0 read 0x101000 private               -> 0x22
guest A.0 read 0x101008 private               -> 0
populate A gpa=0x103000 size=2p               -> 0 left=4K gpa=0x104000
guest A.0 read 0x103000 private               -> 0
# What the guest and the source do afterwards is theirs.
store S+8      0x33                           -> ok
guest A.0 read 0x100008 private               -> 0x11
invariants                                    -> ok
