# Before 6.18 the file has no mmap at all: ENODEV (MMAP-4). Since 6.16 its file
# system is no-exec, and that is found first (MMAP-3).
profile 6.16

vm A                                          -> 0
memfd M vm=A size=4p                          -> 0
mmap a memfd=M len=4p                         -> ENODEV
mmap b memfd=M len=4p flags=private           -> ENODEV
mmap c memfd=M len=4p prot=rx                 -> EPERM
