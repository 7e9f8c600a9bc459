# P-69: the third page is shared.
vm A type=snp                                           -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
attributes A gpa=0x100000 size=2p private               -> 0
mmap S anon len=8p                                      -> 0
populate A gpa=0x100000 size=4p source=S                -> 0 left=8K
