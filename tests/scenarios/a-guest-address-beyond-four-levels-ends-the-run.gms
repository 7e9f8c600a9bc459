# Page tables of four levels reach 2^48.  Without two-dimensional paging a slot may lie
# beyond (X86-VM-9), but what a guest finds there is not modelled.
#
# expect-exit: 3
# worlds: --tdp=0

vm A                                       -> 0
vcpu A.0                                   -> 0
mmap H anon len=1p                         -> 0
slot A:0 gpa=0x1000000000000 size=1p hva=H -> 0
guest A.0 read 0x2000000000000             -> MMIO
where A 0x1000000000000                    -> unmapped
guest A.0 read 0x1000000000000
