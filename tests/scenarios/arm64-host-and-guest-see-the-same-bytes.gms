# GV-13 on arm64: the test is the slot's flag alone (ARM-ABORT-18), and a page that a
# read maps may be written at once (ARM-GMEM-6).
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=4p                         -> 0
store H 0xaaaaaaaaaaaaaaaa                    -> ok
slot A:0 gpa=0x100000 size=4p memfd=M         -> 0
guest A.0 read 0x100000                       -> 0xaaaaaaaaaaaaaaaa
guest A.0 write 0x100000 0xffffffffffffffff   -> ok
load H                                        -> 0xffffffffffffffff
guest A.0 read 0x103000                       -> 0
where A 0x103000                              -> memfd=M page=3 level=4K
resident M                                    -> pages=0,3

# No slot: MMIO for data, an abort for an instruction (ARM-ABORT-10, ARM-ABORT-13).
guest A.0 read 0x200000                       -> MMIO
guest A.0 write 0x200000 1                    -> MMIO
guest A.0 exec 0x200000                       -> ABORT fsc=0x10
invariants                                    -> ok
