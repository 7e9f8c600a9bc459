# X86-LEVEL-1, X86-ATTR-7: examples E4 and E5 of the specification, and vector T10.
# profiles: 6.12 6.16 6.18 7.2 7.3

host_huge_level 3

vm A type=sw_protected                              -> 0
vcpu A.0                                            -> 0
mmap H anon len=1026M                               -> 0
memfd M vm=A size=1026M                             -> 0
slot A:0 gpa=4G size=1026M hva=H memfd=M            -> 0
guest A.0 write 0x100208000 0x11                    -> ok
where A 0x100208000                                 -> level=1G

# E4: one page becomes private. The whole leaf goes.
attributes A gpa=0x100207000 size=1p private        -> 0
where A 0x100208000                                 -> unmapped
where A 0x120000000                                 -> unmapped
guest A.0 read 0x100208000                          -> 0x11
where A 0x100208000                                 -> hva=H+0x208000 level=4K prot=rwx
guest A.0 read 0x100400000                          -> 0
where A 0x100400000                                 -> hva=H+0x400000 level=2M prot=rwx
guest A.0 read 0x100207000                          -> 0
where A 0x100207000                                 -> memfd=M page=519 level=4K prot=rwx
invariants                                          -> ok

# E5: all of the 2M around it; that page is of one kind, the one of 1G is not.
attributes A gpa=0x100200000 size=2M private        -> 0
guest A.0 read 0x100208000                          -> 0
where A 0x100208000                                 -> memfd=M page=520 level=4K prot=rwx
guest A.0 read 0x100600000                          -> 0
where A 0x100600000                                 -> level=2M

# Back: nothing is mixed any more.
attributes A gpa=0x100200000 size=2M shared         -> 0
guest A.0 read 0x100208000                          -> 0x11
where A 0x100208000                                 -> hva=H+0x208000 level=1G prot=rwx
invariants                                          -> ok
