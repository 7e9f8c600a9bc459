# GV-16, FALLOC-11, OBJ-4: the file holds the VM, not the other way round.
# profiles: 6.12 6.18 7.2 7.3

vm A                                                 -> 0
memfd M vm=A size=4p                                 -> 0
close A                                              -> 0
fallocate M off=0 len=1p mode=keep_size|punch_hole   -> 0
fallocate M off=0 len=2p mode=keep_size              -> 0
resident M                                           -> pages=0,1
close M                                              -> 0
