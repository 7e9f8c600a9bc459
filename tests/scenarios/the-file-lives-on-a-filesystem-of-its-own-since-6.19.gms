# FSTAT-3, FSTAT-4.
# profiles: 6.19 7.0 7.1 7.2 7.3

vm A                             -> 0
memfd M vm=A size=4p flags=mmap  -> 0
fstatfs M                        -> type=0x474d454d bsize=4K
readlink M                       -> link="/[kvm-gmem] (deleted)"
reopen P M flags=path            -> 0
readlink P                       -> link="/[kvm-gmem] (deleted)"
