# Memory failure of a page that the file does not hold. POISON-0
# profiles: 6.8 6.18 7.3
vm A type=sw_protected                              -> 0
memfd M vm=A size=4p                                -> 0
fallocate M off=0 len=1p mode=keep_size             -> 0
poison M off=1p                                     -> ENXIO
poison M off=4p                                     -> ENXIO
resident M                                          -> pages=0
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
poison M off=0                                      -> ENXIO
