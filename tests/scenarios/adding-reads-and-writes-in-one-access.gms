# CONSUME-2, X86-MMIO-5: an atomic addition faults as a write does.  Where there is no
# memory it begins by reading; a read-only slot has what is read.
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=4p                         -> 0
mmap P anon len=4p                            -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
slot A:1 gpa=4p size=4p hva=P                 -> 0
slot A:2 gpa=8p size=4p hva=P flags=readonly  -> 0
store H 0x20                                  -> ok
guest A.0 xadd 0 8                            -> 0x20
load H                                        -> 0x28
guest A.0 xadd 1p 3                           -> 0
guest A.0 xadd 1p 0xffffffffffffffff          -> 3
guest A.0 read 1p                             -> 2
guest A.0 xadd 4p 5                           -> 0
load P                                        -> 5
guest A.0 xadd 8p 1                           -> MMIO gpa=0x8000 len=8 write=1
guest A.0 xadd 64p 1                          -> MMIO gpa=0x40000 write=0
invariants                                    -> ok
