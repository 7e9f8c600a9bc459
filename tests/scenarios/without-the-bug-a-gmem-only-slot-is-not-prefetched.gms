# X86-PREFETCH-5: with the switch off the legacy MMU leaves out slots that live in
# guest_memfd alone, and INV-14 holds. Other slots it prefetches as before.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp-mmu=0 --tdp=0
# options: --switch PREFETCH_IGNORES_GMEM=off

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
guest A.0 read 0x100003000 -> 0xf03
guest A.0 read 0x100004000 -> 0xf04
where A 0x100005000 -> unmapped
slot A:1 gpa=0x200000000 size=8p hva=N -> 0
guest A.0 read 0x200003000 -> 0xa03
where A 0x200004000 -> hva=N+0x4000
memfd M0 vm=A size=8p -> 0
slot A:2 gpa=0x300000000 size=8p memfd=M0 hva=N -> 0
guest A.0 read 0x300003000 -> 0xa03
where A 0x300004000 -> hva=N+0x4000
invariants -> ok
