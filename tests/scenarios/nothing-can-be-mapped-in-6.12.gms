# As in 6.16, but an executable mapping is ENODEV too: the file system was not
# yet no-exec (MMAP-3).
profile 6.12

vm A                                          -> 0
memfd M vm=A size=4p                          -> 0
mmap a memfd=M len=4p                         -> ENODEV
mmap b memfd=M len=4p flags=private           -> ENODEV
mmap c memfd=M len=4p prot=rx                 -> ENODEV
