# X86-LEVEL-10: example E8 of the specification. The host's page at userspace_addr does
# not count.
# profiles: 6.18 7.2 7.3

host_huge_level 2

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=2M                                  -> 0
store H 1                                           -> ok
memfd M vm=A size=2M flags=mmap                     -> 0
slot A:0 gpa=2M size=2M hva=H memfd=M               -> 0
guest A.0 read 2M                                   -> 0
where A 2M                                          -> memfd=M page=0 level=4K prot=rwx
