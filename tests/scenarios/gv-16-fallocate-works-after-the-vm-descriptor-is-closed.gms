# GV-16, FALLOC-11, OBJ-4: the file holds the VM, not the other way round.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm A type=sw_protected                              -> 0
mmap H anon len=4p                                  -> 0
memfd M vm=A size=4p                                -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0
close A                                             -> 0
fallocate M off=0 len=4p mode=keep_size|punch_hole  -> 0
fallocate M off=0 len=4p mode=keep_size             -> 0
resident M                                          -> pages=0,1,2,3
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
resident M                                          -> pages=1,2,3
close M                                             -> 0
invariants                                          -> ok
