# X86-FAULT-26: the guest reads through a READONLY slot; its writes go to the VMM and
# change nothing.
# profiles: 6.12 6.18 7.2 7.3

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=2p                                    -> 0
store H 0x600d                                        -> ok
slot A:0 gpa=0x100000 size=2p hva=H flags=readonly    -> 0
guest A.0 read 0x100000                               -> 0x600d
guest A.0 write 0x100000 0xbad                        -> MMIO
load H                                                -> 0x600d
# The same before anything is mapped.
guest A.0 write 0x101000 0xbad                        -> MMIO
load H+1p                                             -> 0
