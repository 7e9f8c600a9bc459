# P-35: the page becomes private, and shared again.
max_huge_level 2
host_huge_level 2
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4M                                    -> 0
mmap H anon len=4M                                      -> 0
slot A:0 gpa=0x40000000 size=4M hva=H memfd=M           -> 0
attributes A gpa=0x40001000 size=1p private             -> 0
attributes A gpa=0x40001000 size=1p shared              -> 0
guest A.0 write 0x40000000 0x11                         -> ok
where A 0x40000000                                      -> hva=H level=2M
