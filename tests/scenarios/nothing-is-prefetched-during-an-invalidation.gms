# X86-PREFETCH-2: while any invalidation of the VM is in progress a fault elsewhere is
# served, but maps nothing beside it.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp-mmu=0 --tdp=0

vm A -> 0
vcpu A.0 -> 0
memfd M vm=A size=32p flags=mmap|init_shared -> 0
mmap H memfd=M len=32p -> 0
mmap N anon len=32p flags=shared -> 0
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
store H+24p 0xf18 -> ok
store H+25p 0xf19 -> ok
store H+26p 0xf1a -> ok
store H+27p 0xf1b -> ok
store H+28p 0xf1c -> ok
store H+29p 0xf1d -> ok
store H+30p 0xf1e -> ok
store H+31p 0xf1f -> ok
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
store N+24p 0xa18 -> ok
store N+25p 0xa19 -> ok
store N+26p 0xa1a -> ok
store N+27p 0xa1b -> ok
store N+28p 0xa1c -> ok
store N+29p 0xa1d -> ok
store N+30p 0xa1e -> ok
store N+31p 0xa1f -> ok
slot A:0 gpa=0x100000000 size=32p memfd=M off=0p hva=N+0p -> 0
concurrent
  hole:  fallocate M off=16p len=1p mode=keep_size|punch_hole -> 0
  fault: guest A.0 read 0x100003000 -> 0xf03
  step hole until truncate
  step fault until unlock-mmu
end
where A 0x100003000 -> memfd=M page=3
where A 0x100004000 -> unmapped
invariants -> ok
