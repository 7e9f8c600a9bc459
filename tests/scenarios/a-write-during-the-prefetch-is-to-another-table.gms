# X86-SHADOW-2: with tdp=0 a fault goes on to prefetch into the table that it mapped into,
# without W, though another vCPU sets D meanwhile. That one then maps into a new table,
# where only its own page is and what it prefetches.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp=0

vm A -> 0
vcpu A.0 -> 0
vcpu A.1 -> 0
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
concurrent
  read:  guest A.0 read 0x100003000 -> 0xf03
  write: guest A.1 write 0x10000c000 1 -> ok
  step read until prefetch
  step write until lock-mmu
  schedule read
end
where A 0x100003000 -> unmapped
where A 0x10000c000 -> memfd=M page=12 prot=rwx
where A 0x10000b000 -> hva=N+0xb000 prot=rwx
load H+12p -> 1

# What is prefetched breaks INV-14 on such a host: looked at here, and nowhere before.
invariants
