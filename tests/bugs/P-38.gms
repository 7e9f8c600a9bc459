# P-38: page 0 of the slot is page 1 of the host's block.
max_huge_level 2
host_huge_level 2
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4M                                    -> 0
mmap H anon len=4M                                      -> 0
slot A:0 gpa=0x40000000 size=2M hva=H+4K memfd=M        -> 0
guest A.0 write 0x40000000 0x11                         -> ok
where A 0x40000000                                      -> hva=H+4K level=4K
