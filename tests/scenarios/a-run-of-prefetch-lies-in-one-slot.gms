# X86-PREFETCH-3: a run that begins outside a slot, or reaches beyond its end, gives
# nothing, though parts of it could be had.
#
# Measured on Linux 7.2.13, with the legacy MMU and with shadow paging.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp-mmu=0 --tdp=0

# The slot begins at page 4 and ends before page 13.
vm A -> 0
vcpu A.0 -> 0
memfd M vm=A size=16p flags=mmap|init_shared -> 0
mmap H memfd=M len=16p -> 0
mmap N anon len=16p flags=shared -> 0
store H+0p 0xf00 -> ok
store H+1p 0xf01 -> ok
store H+2p 0xf02 -> ok
store H+3p 0xf03 -> ok
store H+4p 0xf04 -> ok
store H+5p 0xf05 -> ok
store H+6p 0xf06 -> ok
store H+7p 0xf07 -> ok
store H+8p 0xf08 -> ok
store H+9p 0xf09 -> ok
store H+10p 0xf0a -> ok
store H+11p 0xf0b -> ok
store H+12p 0xf0c -> ok
store H+13p 0xf0d -> ok
store H+14p 0xf0e -> ok
store H+15p 0xf0f -> ok
store N+0p 0xa00 -> ok
store N+1p 0xa01 -> ok
store N+2p 0xa02 -> ok
store N+3p 0xa03 -> ok
store N+4p 0xa04 -> ok
store N+5p 0xa05 -> ok
store N+6p 0xa06 -> ok
store N+7p 0xa07 -> ok
store N+8p 0xa08 -> ok
store N+9p 0xa09 -> ok
store N+10p 0xa0a -> ok
store N+11p 0xa0b -> ok
store N+12p 0xa0c -> ok
store N+13p 0xa0d -> ok
store N+14p 0xa0e -> ok
store N+15p 0xa0f -> ok
slot A:0 gpa=0x100004000 size=9p memfd=M off=4p hva=N+4p -> 0
guest A.0 read 0x100005000 -> 0xf05
# Before page 5 the run is 0 to 4.
where A 0x100004000 -> unmapped
where A 0x100006000 -> unmapped
guest A.0 read 0x100009000 -> 0xf09
# 8 is a run, 10 to 15 is one.
where A 0x100008000 -> hva=N+0x8000
where A 0x10000a000 -> unmapped

# Two slots in the aligned eight pages.
vm B -> 0
vcpu B.0 -> 0
memfd MB vm=B size=8p flags=mmap|init_shared -> 0
mmap NB anon len=8p flags=shared -> 0
store NB+0p 0xa00 -> ok
store NB+1p 0xa01 -> ok
store NB+2p 0xa02 -> ok
store NB+3p 0xa03 -> ok
store NB+4p 0xa04 -> ok
store NB+5p 0xa05 -> ok
store NB+6p 0xa06 -> ok
store NB+7p 0xa07 -> ok
slot B:0 gpa=0x100000000 size=4p memfd=MB hva=NB -> 0
slot B:1 gpa=0x100004000 size=4p memfd=MB off=4p hva=NB+4p -> 0
guest B.0 read 0x100003000 -> 0
where B 0x100000000 -> hva=NB
where B 0x100007000 -> hva=NB+0x7000
slot B:0 delete -> 0
guest B.0 read 0x100005000 -> 0
where B 0x100004000 -> unmapped

# A read-only slot is not prefetched, other plain memory is.
mmap NR anon len=8p -> 0
store NR 1 -> ok
store NR+1p 2 -> ok
slot B:2 gpa=0x200000 size=8p hva=NR flags=readonly -> 0
guest B.0 read 0x200000 -> 1
where B 0x201000 -> unmapped
slot B:3 gpa=0x400000 size=8p hva=NR -> 0
guest B.0 read 0x400000 -> 1
where B 0x401000 -> hva=NR+0x1000

# What is prefetched breaks INV-14 on such a host: looked at here, and nowhere before.
invariants
