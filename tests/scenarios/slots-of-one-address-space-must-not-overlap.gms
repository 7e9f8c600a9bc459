# SLOT-17: EEXIST, and it wins over every error of the binding. Host addresses may
# overlap as they like, and so may slots of different address spaces.
# profiles: 7.2 7.3

vm A                                              -> 0
memfd M vm=A size=8p                              -> 0
mmap H anon len=8p                                -> 0

#   gpa / 4K   0ff 100 101 102 103 104 105 106
#   slot 0      .   x   x   x   x   .   .   .
slot A:0 gpa=0x100000 size=4p hva=H               -> 0
slot A:1 gpa=0x103000 size=4p hva=H               -> EEXIST
slot A:1 gpa=0xff000 size=2p hva=H                -> EEXIST
slot A:1 gpa=0x101000 size=1p hva=H               -> EEXIST
slot A:1 gpa=0x101000 size=1p memfd=9999          -> EEXIST
slot A:1 gpa=0x101000 size=1p memfd=M off=100p    -> EEXIST

# Side by side, on the same host memory.
slot A:1 gpa=0x104000 size=4p hva=H               -> 0
slot A:1.0 gpa=0x100000 size=4p hva=H             -> 0
invariants                                        -> ok
