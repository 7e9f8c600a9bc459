# X86-PREFETCH-4: the fault maps its page and then looks for neighbours. What the process
# brings in meanwhile is among them.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp-mmu=0 --tdp=0

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
slot A:0 gpa=0x100000000 size=8p memfd=M off=0p hva=N+0p -> 0
concurrent
  host:  store N+1p 0xa01 -> ok
  fault: guest A.0 read 0x100000000 -> 0xf00
  step fault until prefetch
end
where A 0x100001000 -> hva=N+0x1000
where A 0x100002000 -> unmapped

# What is prefetched breaks INV-14 on such a host: looked at here, and nowhere before.
invariants
