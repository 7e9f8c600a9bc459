# MPROTECT-1: a page that was written, or is shared, is mapped writable again as soon as
# its mapping may be written. With the legacy MMU that shows: it prefetches what is.
#
# Measured on Linux 7.2.13.
#
# profiles: 7.2
# worlds: --tdp-mmu=0

vm A -> 0
vcpu A.0 -> 0
memfd M vm=A size=8p flags=mmap|init_shared -> 0
mmap H memfd=M len=8p -> 0
mmap N anon len=8p flags=shared -> 0
store H+0p 0xf00 -> ok
store H+1p 0xf01 -> ok
store H+2p 0xf02 -> ok
store H+3p 0xf03 -> ok
store H+4p 0xf04 -> ok
store H+5p 0xf05 -> ok
store H+6p 0xf06 -> ok
store H+7p 0xf07 -> ok
store N+0p 0xa00 -> ok
store N+1p 0xa01 -> ok
store N+2p 0xa02 -> ok
store N+3p 0xa03 -> ok
store N+4p 0xa04 -> ok
store N+5p 0xa05 -> ok
store N+6p 0xa06 -> ok
store N+7p 0xa07 -> ok
slot A:0 gpa=0x100000000 size=8p memfd=M off=0p hva=N+0p -> 0
mprotect N prot=r -> 0
mprotect N prot=rw -> 0
guest A.0 read 0x100000000 -> 0xf00
guest A.0 read 0x100001000 -> 0xa01
guest A.0 read 0x100002000 -> 0xa02
guest A.0 read 0x100003000 -> 0xa03
guest A.0 read 0x100004000 -> 0xa04
guest A.0 read 0x100005000 -> 0xa05
guest A.0 read 0x100006000 -> 0xa06
guest A.0 read 0x100007000 -> 0xa07

# What is prefetched breaks INV-14 on such a host: looked at here, and nowhere before.
invariants
