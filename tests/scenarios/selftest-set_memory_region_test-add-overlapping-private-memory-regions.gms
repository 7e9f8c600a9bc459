# The kernel's selftest set_memory_region_test, add_overlapping_private_memory_regions: two
# slots of 4M share a file of 8M. The first is deleted, and made again where it would
# overlap the front, then the back of the other.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                            -> 0
memfd M vm=P size=8M                              -> 0
slot P:10 gpa=0xc0000000 size=4M memfd=M          -> 0
slot P:11 gpa=0x180000000 size=4M memfd=M off=4M  -> 0
slot P:10 delete                                  -> 0
slot P:10 gpa=0x17fe00000 size=4M memfd=M         -> EEXIST
slot P:10 gpa=0x180200000 size=4M memfd=M         -> EEXIST
slot P:10 gpa=0xc0000000 size=4M memfd=M          -> 0
close M                                           -> 0
invariants                                        -> ok
