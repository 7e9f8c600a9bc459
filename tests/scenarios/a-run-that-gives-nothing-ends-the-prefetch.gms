# X86-PREFETCH-1, X86-PREFETCH-4. Around page 3 there are two runs, 0 to 2 and 4 to 7. A
# run is taken up to the first page that the host does not map writable; if that is its
# first, the later run is not looked at.
#
# Measured on Linux 7.2.13, with the legacy MMU and with shadow paging.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp-mmu=0 --tdp=0

# Nothing is mapped at page 0, so page 4 is not reached. Page 0 itself then has a run
# that begins with page 1, absent too, and so has page 1; after page 2 only 4 to 7 are
# left, one run.
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
store N+4p 0xa04 -> ok
store N+5p 0xa05 -> ok
store N+6p 0xa06 -> ok
store N+7p 0xa07 -> ok
slot A:0 gpa=0x100000000 size=8p memfd=M off=0p hva=N+0p -> 0
guest A.0 read 0x100003000 -> 0xf03
where A 0x100004000 -> unmapped
guest A.0 read 0x100000000 -> 0xf00
guest A.0 read 0x100001000 -> 0xf01
guest A.0 read 0x100002000 -> 0xf02
guest A.0 read 0x100003000 -> 0xf03
guest A.0 read 0x100004000 -> 0xa04
guest A.0 read 0x100005000 -> 0xa05
guest A.0 read 0x100006000 -> 0xa06
guest A.0 read 0x100007000 -> 0xa07

# 0 and 1 are there: that is enough for the later run, which is taken as far as page 4.
vm B -> 0
vcpu B.0 -> 0
memfd MB vm=B size=8p flags=mmap|init_shared -> 0
mmap NB anon len=8p flags=shared -> 0
store NB 0xa00 -> ok
store NB+1p 0xa01 -> ok
store NB+4p 0xa04 -> ok
store NB+6p 0xa06 -> ok
slot B:0 gpa=0x100000000 size=8p memfd=MB hva=NB -> 0
guest B.0 read 0x100003000 -> 0
where B 0x100000000 -> hva=NB
where B 0x100001000 -> hva=NB+0x1000
where B 0x100002000 -> unmapped
where B 0x100004000 -> hva=NB+0x4000
where B 0x100005000 -> unmapped
where B 0x100006000 -> unmapped

# What the host has only read it maps without the right to write: a page of zeroes.
# Shared memory it maps writable at once.
vm C -> 0
vcpu C.0 -> 0
memfd MC vm=C size=16p flags=mmap|init_shared -> 0
mmap NC anon len=8p -> 0
mmap SC anon len=8p flags=shared -> 0
load NC+1p -> 0
store NC 0xa00 -> ok
load SC -> 0
load SC+1p -> 0
slot C:0 gpa=0x100000000 size=8p memfd=MC hva=NC -> 0
slot C:1 gpa=0x100008000 size=8p memfd=MC off=8p hva=SC -> 0
guest C.0 read 0x100003000 -> 0
where C 0x100000000 -> hva=NC
where C 0x100001000 -> unmapped
guest C.0 read 0x10000b000 -> 0
where C 0x100008000 -> hva=SC
where C 0x100009000 -> hva=SC+0x1000

# Memory that is not to be written is not taken, and is again when it may be.
vm D -> 0
vcpu D.0 -> 0
memfd MD vm=D size=8p flags=mmap|init_shared -> 0
mmap ND anon len=8p -> 0
store ND 0xa00 -> ok
mprotect ND prot=r -> 0
slot D:0 gpa=0x100000000 size=8p memfd=MD hva=ND -> 0
guest D.0 read 0x100003000 -> 0
where D 0x100000000 -> unmapped
mprotect ND prot=rw -> 0
guest D.0 read 0x100003000 -> 0
where D 0x100000000 -> hva=ND

# What is prefetched breaks INV-14 on such a host: looked at here, and nowhere before.
invariants
