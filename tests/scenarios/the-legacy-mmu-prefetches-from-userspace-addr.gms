# X86-PREFETCH-1, X86-PREFETCH-4, X86-PREFETCH-5: the neighbours of a page that was
# touched are host memory, to read and to write. That breaks INV-14.
#
# A program marked page k of the file 0xf00+k and page k of the anonymous memory at
# userspace_addr 0xa00+k, and let a vCPU load and store. Linux 6.18, 6.19, 7.1, 7.2 and
# 7.3 gave these answers.
#
# profiles: 6.18 6.19 7.1 7.2 7.3
# worlds: --tdp-mmu=0

vm A -> 0
vcpu A.0 -> 0
memfd M vm=A size=64p flags=mmap|init_shared -> 0
mmap H memfd=M len=64p -> 0
mmap N anon len=64p flags=shared -> 0
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
store H+32p 0xf20 -> ok
store H+33p 0xf21 -> ok
store H+34p 0xf22 -> ok
store H+35p 0xf23 -> ok
store H+36p 0xf24 -> ok
store H+37p 0xf25 -> ok
store H+38p 0xf26 -> ok
store H+39p 0xf27 -> ok
store H+40p 0xf28 -> ok
store H+41p 0xf29 -> ok
store H+42p 0xf2a -> ok
store H+43p 0xf2b -> ok
store H+44p 0xf2c -> ok
store H+45p 0xf2d -> ok
store H+46p 0xf2e -> ok
store H+47p 0xf2f -> ok
store H+48p 0xf30 -> ok
store H+49p 0xf31 -> ok
store H+50p 0xf32 -> ok
store H+51p 0xf33 -> ok
store H+52p 0xf34 -> ok
store H+53p 0xf35 -> ok
store H+54p 0xf36 -> ok
store H+55p 0xf37 -> ok
store H+56p 0xf38 -> ok
store H+57p 0xf39 -> ok
store H+58p 0xf3a -> ok
store H+59p 0xf3b -> ok
store H+60p 0xf3c -> ok
store H+61p 0xf3d -> ok
store H+62p 0xf3e -> ok
store H+63p 0xf3f -> ok
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
store N+32p 0xa20 -> ok
store N+33p 0xa21 -> ok
store N+34p 0xa22 -> ok
store N+35p 0xa23 -> ok
store N+36p 0xa24 -> ok
store N+37p 0xa25 -> ok
store N+38p 0xa26 -> ok
store N+39p 0xa27 -> ok
store N+40p 0xa28 -> ok
store N+41p 0xa29 -> ok
store N+42p 0xa2a -> ok
store N+43p 0xa2b -> ok
store N+44p 0xa2c -> ok
store N+45p 0xa2d -> ok
store N+46p 0xa2e -> ok
store N+47p 0xa2f -> ok
store N+48p 0xa30 -> ok
store N+49p 0xa31 -> ok
store N+50p 0xa32 -> ok
store N+51p 0xa33 -> ok
store N+52p 0xa34 -> ok
store N+53p 0xa35 -> ok
store N+54p 0xa36 -> ok
store N+55p 0xa37 -> ok
store N+56p 0xa38 -> ok
store N+57p 0xa39 -> ok
store N+58p 0xa3a -> ok
store N+59p 0xa3b -> ok
store N+60p 0xa3c -> ok
store N+61p 0xa3d -> ok
store N+62p 0xa3e -> ok
store N+63p 0xa3f -> ok
slot A:0 gpa=0x100000000 size=64p memfd=M off=0p hva=N+0p -> 0

# Page 3 is touched first, then all from 0 on.
guest A.0 read 0x100003000 -> 0xf03
guest A.0 read 0x100000000 -> 0xa00
guest A.0 read 0x100001000 -> 0xa01
guest A.0 read 0x100002000 -> 0xa02
guest A.0 read 0x100003000 -> 0xf03
guest A.0 read 0x100004000 -> 0xa04
guest A.0 read 0x100005000 -> 0xa05
guest A.0 read 0x100006000 -> 0xa06
guest A.0 read 0x100007000 -> 0xa07
guest A.0 read 0x100008000 -> 0xf08
guest A.0 read 0x100009000 -> 0xa09
guest A.0 read 0x10000a000 -> 0xa0a
guest A.0 read 0x10000b000 -> 0xa0b
guest A.0 read 0x10000c000 -> 0xa0c
guest A.0 read 0x10000d000 -> 0xa0d
guest A.0 read 0x10000e000 -> 0xa0e
guest A.0 read 0x10000f000 -> 0xa0f

# A store to a neighbour.
guest A.0 read 0x100010000 -> 0xf10
guest A.0 write 0x100011000 0x1717 -> ok
load N+17p -> 0x1717
load H+17p -> 0xf11
guest A.0 read 0x100011000 -> 0x1717

# The first touch is a store.
guest A.0 write 0x100018000 0x2424 -> ok
guest A.0 read 0x100019000 -> 0xa19
load N+24p -> 0xa18
load H+24p -> 0x2424

# The host unmaps the memory under a neighbour.
guest A.0 read 0x100020000 -> 0xf20
guest A.0 read 0x100021000 -> 0xa21
munmap N off=33p len=1p -> 0
guest A.0 read 0x100021000 -> 0xf21

# The file loses the page under a neighbour.
guest A.0 read 0x100028000 -> 0xf28
guest A.0 read 0x100029000 -> 0xa29
fallocate M off=41p len=1p mode=keep_size|punch_hole -> 0
guest A.0 read 0x100029000 -> 0

# Those that were touched first, again.
guest A.0 read 0x100003000 -> 0xf03
guest A.0 read 0x100010000 -> 0xf10

# Mapped ahead.
prefault A.0 gpa=0x100030000 size=8p -> 0 left=0
guest A.0 read 0x100030000 -> 0xf30
guest A.0 read 0x100031000 -> 0xf31
guest A.0 read 0x100032000 -> 0xf32
guest A.0 read 0x100033000 -> 0xf33
guest A.0 read 0x100034000 -> 0xf34
guest A.0 read 0x100035000 -> 0xf35
guest A.0 read 0x100036000 -> 0xf36
guest A.0 read 0x100037000 -> 0xf37
invariants -> violated rule=INV-14
