# X86-SNP-7: whatever the reason, the first page of a launch that fails is EIO; a later one ends
# the launch with success and what is left.
# options: --inject rmp_lookup:2
# profiles: 6.12 7.2 7.3

vm N type=snp                                              -> 0
mmap S anon len=4p                                         -> 0
memfd M vm=N size=4p                                       -> 0
slot N:0 gpa=0x100000 size=4p memfd=M                      -> 0
attributes N gpa=0x100000 size=4p private                  -> 0
populate N gpa=0x100000 size=4p source=S                   -> 0 left=12K gpa=0x101000
populate N gpa=0x101000 size=3p source=S                   -> 0 left=0
invariants                                                 -> ok
