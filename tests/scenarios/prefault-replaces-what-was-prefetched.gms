# X86-SHADOW-1: prefault of a page that was prefetched from the host finds another page
# mapped than the file's. KVM warns, drops it, and maps the file's. So a range that was
# prefaulted whole comes from the file, but not what lies beside it.
#
# Measured on Linux 7.2.13.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp-mmu=0

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
slot A:0 gpa=0x100000000 size=16p memfd=M off=0p hva=N+0p -> 0
prefault A.0 gpa=0x100003000 size=1p -> 0 left=0
where A 0x100003000 -> memfd=M page=3
where A 0x100004000 -> hva=N+0x4000
prefault A.0 gpa=0x100004000 size=1p -> 0 left=0
where A 0x100004000 -> memfd=M page=4
where A 0x100005000 -> hva=N+0x5000
# Once more: the same page is mapped already.
prefault A.0 gpa=0x100004000 size=1p -> 0 left=0
prefault A.0 gpa=0x100008000 size=12p -> 0 left=16K
where A 0x100008000 -> memfd=M page=8
where A 0x10000f000 -> memfd=M page=15

# What is prefetched breaks INV-14 on such a host: looked at here, and nowhere before.
invariants
