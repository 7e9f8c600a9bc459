# X86-ATTR-9: a slot that comes later finds which large pages are mixed. X86-ATTR-10: the
# attributes outlive it.
# profiles: 6.12 7.2 7.3

host_huge_level 2

vm A type=sw_protected                              -> 0
vcpu A.0                                            -> 0
mmap H anon len=8M                                  -> 0
memfd M vm=A size=8M                                -> 0
attributes A gpa=0x100201000 size=2M private        -> 0
slot A:0 gpa=0x100000000 size=8M hva=H memfd=M      -> 0
guest A.0 read 0x100000000                          -> 0
where A 0x100000000                                 -> level=2M
guest A.0 read 0x100200000                          -> 0
where A 0x100200000                                 -> hva=H+0x200000 level=4K
guest A.0 read 0x100401000                          -> 0
where A 0x100401000                                 -> hva=H+0x401000 level=4K
guest A.0 read 0x100600000                          -> 0
where A 0x100600000                                 -> level=2M

# A slot that has new flags keeps what it knows; one that moves finds out anew.
slot A:1 gpa=0x200000000 size=2M hva=H+6M           -> 0
attributes A gpa=0x200001000 size=4K private        -> 0
slot A:1 gpa=0x200000000 size=2M hva=H+6M flags=log_dirty -> 0
slot A:1 gpa=0x200000000 size=2M hva=H+6M           -> 0
guest A.0 read 0x200000000                          -> 0
where A 0x200000000                                 -> level=4K
slot A:1 gpa=0x200200000 size=2M hva=H+6M           -> 0
guest A.0 read 0x200200000                          -> 0
where A 0x200200000                                 -> level=2M
