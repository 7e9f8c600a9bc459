# X86-LEVEL-3, X86-ATTR-7: a large page has a count of what is tracked beside the mark that its
# attributes differ; neither changes the other.
# profiles: 6.12 6.18 7.2 7.3
host_huge_level 2

vm A type=sw_protected                              -> 0
vcpu A.0                                            -> 0
mmap H anon len=6M addr=0x40000000                  -> 0
slot A:0 gpa=0x40000000 size=6M hva=H               -> 0
write_track A 0x40200000                            -> 0
write_track A 0x40201000                            -> 0
attributes A gpa=0x40203000 size=1p private         -> 0
attributes A gpa=0x40000000 size=6M shared          -> 0
guest A.0 read 0x40280000                           -> 0 level=4K
guest A.0 read 0x40000000                           -> 0 level=2M
attributes A gpa=0x40203000 size=1p private         -> 0
write_track A 0x40200000 stop                       -> 0
write_track A 0x40201000 stop                       -> 0
guest A.0 read 0x40290000                           -> 0 level=4K
attributes A gpa=0x40203000 size=1p shared          -> 0
guest A.0 read 0x402a0000                           -> 0 level=2M
invariants                                          -> ok
