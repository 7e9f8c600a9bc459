# B-12: page 1 is shared already: nothing is to be done, although page 0 is private.
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p                                    -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
attributes A gpa=0x100000 size=1p private               -> 0
guest A.0 write 0x101000 0x11                           -> ok
attributes A gpa=0x101000 size=1p shared                -> 0
where A 0x101000                                        -> hva=H+4K
