# 5. Slots: which guest address is which page of which file.
#
# A slot ties a range of guest addresses to a range of a file. Both ranges are whole
# pages, and neither may be tied twice: one guest address has one meaning, and one page
# of a guest_memfd stands at one guest address only. (Ordinary memory of the process may
# be used twice; the kernel does not look.)
#
#   page of M      0 1 2 3 4 5 6 7
#   slot 0         x x x x . . . .      at 0x100000
#   slot 1         . . . . . . x x      at 0x200000

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=8p flags=mmap                     -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
slot A:1 gpa=0x200000 size=2p memfd=M off=6p        -> 0
guest A.0 write 0x103000 0x33                       -> ok
guest A.0 write 0x200000 0x66                       -> ok
resident M                                          -> pages=3,6

# Guest addresses that are taken; pages of the file that are taken; pages that the file
# does not have.
slot A:2 gpa=0x103000 size=1p memfd=M off=4p        -> EEXIST
slot A:2 gpa=0x300000 size=1p memfd=M off=3p        -> EEXIST
slot A:2 gpa=0x300000 size=3p memfd=M off=4p        -> EEXIST
slot A:2 gpa=0x300000 size=3p memfd=M off=7p        -> EINVAL
# What is free is free, also side by side.
slot A:2 gpa=0x104000 size=2p memfd=M off=4p        -> 0
guest A.0 write 0x104000 0x44                       -> ok

# A slot with a file is never changed: not moved, not resized, not even confirmed. A
# program deletes it and makes another one.
slot A:0 gpa=0x100000 size=4p memfd=M               -> EINVAL
slot A:0 gpa=0x400000 size=4p memfd=M               -> EINVAL
slot A:0 delete                                     -> 0
guest A.0 read 0x103000                             -> MMIO

# Deleting it took the guest's translations, not the memory: the file still holds
# page 3, and wherever it is bound next, the guest finds its bytes there.
resident M                                          -> pages=3,4,6
slot A:0 gpa=0x800000 size=4p memfd=M               -> 0
guest A.0 read 0x803000                             -> 0x33

# Two slots may use one file; so may two files lie side by side in one guest.
memfd N vm=A size=1p flags=mmap                     -> 0
slot A:3 gpa=0x804000 size=1p memfd=N               -> 0
guest A.0 write 0x804000 0x88                       -> ok
resident N                                          -> pages=0
where A 0x803000                                    -> memfd=M page=3
where A 0x804000                                    -> memfd=N page=0
invariants                                          -> ok
