# X86-SHADOW-4: a prefetched entry is in the slot's reverse map, so it goes when the host
# changes its memory, and when the file loses the page that should have been there. What
# is touched next comes from the file; what was not touched is prefetched again.
#
# Measured on Linux 7.2.13, with the legacy MMU and with shadow paging.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp-mmu=0 --tdp=0

vm A -> 0
vcpu A.0 -> 0
memfd M vm=A size=24p flags=mmap|init_shared -> 0
mmap H memfd=M len=24p -> 0
mmap N anon len=24p flags=shared -> 0
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
store H+16p 0xf10 -> ok
store H+17p 0xf11 -> ok
store H+18p 0xf12 -> ok
store H+19p 0xf13 -> ok
store H+20p 0xf14 -> ok
store H+21p 0xf15 -> ok
store H+22p 0xf16 -> ok
store H+23p 0xf17 -> ok
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
store N+16p 0xa10 -> ok
store N+17p 0xa11 -> ok
store N+18p 0xa12 -> ok
store N+19p 0xa13 -> ok
store N+20p 0xa14 -> ok
store N+21p 0xa15 -> ok
store N+22p 0xa16 -> ok
store N+23p 0xa17 -> ok
slot A:0 gpa=0x100000000 size=24p memfd=M off=0p hva=N+0p -> 0
guest A.0 read 0x100003000 -> 0xf03
where A 0x100004000 -> hva=N+0x4000
munmap N off=4p len=1p -> 0
where A 0x100004000 -> unmapped
guest A.0 read 0x100004000 -> 0xf04
guest A.0 read 0x100005000 -> 0xa05
mprotect N prot=r off=8p len=8p -> 0
guest A.0 read 0x10000b000 -> 0xf0b
guest A.0 read 0x10000c000 -> 0xf0c
guest A.0 read 0x100013000 -> 0xf13
where A 0x100014000 -> hva=N+0x14000
fallocate M off=19p len=1p mode=keep_size|punch_hole -> 0
where A 0x100014000 -> hva=N+0x14000
fallocate M off=20p len=1p mode=keep_size|punch_hole -> 0
where A 0x100014000 -> unmapped
reclaim N+21p -> 0
where A 0x100015000 -> unmapped

# Memory of another file, or another page of the same one.
memfd O vm=A size=16p flags=mmap|init_shared -> 0
mmap HO memfd=O len=16p -> 0
store HO+1p 0xb01 -> ok
store HO+6p 0xb06 -> ok
slot A:1 gpa=0x200000000 size=4p memfd=O off=0 hva=HO+4p -> 0
guest A.0 read 0x200003000 -> 0
where A 0x200002000 -> unmapped
store HO+4p 0xb04 -> ok
store HO+5p 0xb05 -> ok
fallocate O off=3p len=1p mode=keep_size|punch_hole -> 0
guest A.0 read 0x200003000 -> 0
guest A.0 read 0x200002000 -> 0xb06
invariants -> violated
fallocate O off=6p len=1p mode=keep_size|punch_hole -> 0
where A 0x200002000 -> unmapped

# A slot that is deleted drops all that the VM had mapped, as without the bug.
slot A:1 delete -> 0
where A 0x100005000 -> unmapped
invariants -> ok
