# P-43: the access is in the middle of a page.
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p                                    -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
guest A.0 read 0x100008 private                         -> MEMORY_FAULT gpa=0x100000
