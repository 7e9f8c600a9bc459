# ARM-USER-4: neither where the block reaches out of the slot, nor where addresses differ.
# profiles: 7.2 7.3
# worlds: --host-huge-level=2
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=8M                                    -> 0
slot A:0 gpa=0x200000 size=3M hva=H                   -> 0
slot A:1 gpa=0x800000 size=2M hva=H+0x201000          -> 0
guest A.0 read 0x200000                               -> 0 level=2M
guest A.0 read 0x400000                               -> 0 level=4K
guest A.0 read 0x800000                               -> 0 level=4K
