# GV-13 on arm64: the test is the slot's flag alone (ARM-ABORT-18), and a page that a
# read maps may be written at once (ARM-GMEM-6).
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3
arch arm64

vm A                                               -> 0
vcpu A.0                                           -> 0
memfd M vm=A size=4p flags=mmap|init_shared        -> 0
slot A:1 gpa=0x100000000 size=4p hva=none memfd=M  -> 0
mmap H memfd=M len=4p                              -> 0
store H 0xaaaaaaaaaaaaaaaa                         -> ok
store H+0x7f8 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0xff8 0xaaaaaaaaaaaaaaaa                   -> ok
store H+0x3ff8 0xaaaaaaaaaaaaaaaa                  -> ok
munmap H                                           -> 0

guest A.0 read 0x100000000                         -> 0xaaaaaaaaaaaaaaaa
guest A.0 read 0x1000007f8                         -> 0xaaaaaaaaaaaaaaaa
guest A.0 read 0x100000ff8                         -> 0xaaaaaaaaaaaaaaaa
guest A.0 read 0x100003ff8                         -> 0xaaaaaaaaaaaaaaaa
guest A.0 write 0x100000000 0xffffffffffffffff     -> ok
guest A.0 write 0x1000007f8 0xffffffffffffffff     -> ok
guest A.0 write 0x100000ff8 0xffffffffffffffff     -> ok
guest A.0 write 0x100001008 0xffffffffffffffff     -> ok

mmap G memfd=M len=4p                              -> 0
load G                                             -> 0xffffffffffffffff
load G+0x7f8                                       -> 0xffffffffffffffff
load G+0xff8                                       -> 0xffffffffffffffff
load G+0x1008                                      -> 0xffffffffffffffff
# What the guest did not write: 0, and what the host wrote.
load G+0x1000                                      -> 0
load G+0x3ff8                                      -> 0xaaaaaaaaaaaaaaaa
where A 0x100003000                                -> memfd=M page=3 level=4K
resident M                                         -> pages=0,1,3

# No slot: MMIO for data, an abort for an instruction (ARM-ABORT-10, ARM-ABORT-13).
guest A.0 read 0x200000                            -> MMIO
guest A.0 write 0x200000 1                         -> MMIO
guest A.0 exec 0x200000                            -> ABORT fsc=0x10
invariants                                         -> ok
