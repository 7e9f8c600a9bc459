# ARM-VNCR-4, ARM-VNCR-16, ARM-VNCR-2: a page that is known is not translated again; any
# permission fault is L1's, and a status that cannot be is passed over.
# profiles: 6.18 7.1
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=8p flags=mmap|init_shared           -> 0
mmap H memfd=M len=8p                                 -> 0
slot A:0 gpa=0x100000 size=8p memfd=M hva=H           -> 0
store H+0x2000 0x103003                               -> ok
store H+0x3000 0x104003                               -> ok
store H+0x4000 0x105003                               -> ok
store H+0x5808 0x106483                               -> ok
el2 A.0 vncr=0x101000 ttbr=0x102000                   -> ok
vncr A.0 read 0x18                                    -> 0
vncr A.0 write 0x18 0x79                              -> ABORT ec=0x25 fsc=0xf
# L1 allows it now, without a TLBI.
store H+0x5808 0x106403                               -> ok
vncr A.0 write 0x18 0x79                              -> ABORT ec=0x25 fsc=0xf
vncr A.0 read 0x18 esr=0x96002007                     -> ABORT ec=0x25 fsc=0xf
tlbi A.0 vae2 0x101000                                -> ok
vncr A.0 write 0x18 0x79                              -> ok
vncr A.0 read 0x18 esr=0x9600200b                     -> 0x79

# What the host does not allow does not count once the page is known: B-30.
mmap K anon len=1p                                    -> 0
slot A:1 gpa=0x200000 size=1p hva=K flags=readonly    -> 0
el2 A.0 vncr=0x200000 ttbr=0                          -> ok
vncr A.0 write 8 1                                    -> ABORT ec=0x25 fsc=0x10
vncr A.0 read 8                                       -> 0
vncr A.0 write 8 1                                    -> ok
load K+8                                              -> 1
