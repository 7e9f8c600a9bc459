# A page that one vCPU mapped is there for the other; slots of two files do not mix.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
vcpu A.0                                      -> 0
vcpu A.1                                      -> 0
memfd M vm=A size=2p flags=mmap               -> 0
memfd N vm=A size=2p flags=mmap               -> 0
slot A:0 gpa=0x100000 size=2p memfd=M         -> 0
slot A:1 gpa=0x102000 size=2p memfd=N         -> 0
guest A.0 write 0x101000 0x11                 -> ok
guest A.1 write 0x102000 0x22                 -> ok
guest A.1 read 0x101000                       -> 0x11
guest A.0 read 0x102000                       -> 0x22
guest A.0 exec 0x101000                       -> ok
resident M                                    -> pages=1
resident N                                    -> pages=0
where A 0x102000                              -> memfd=N page=0
invariants                                    -> ok
