# MREMAP-2: before 6.17 a move had to stay within one VMA.
# profiles: 6.12 6.16
profile 6.16

mmap T anon len=16p                           -> 0
mprotect T prot=r off=8p len=8p               -> 0
mmap Y anon len=64p                           -> 0
mremap T2 T len=16p flags=maymove|fixed addr=Y  -> EFAULT
