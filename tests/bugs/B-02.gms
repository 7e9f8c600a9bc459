# B-02: a request without memfd= on a slot that has one.
vm A                                                    -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
mmap H memfd=M len=4p                                   -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
slot A:0 gpa=0x100000 size=4p hva=H flags=0             -> EINVAL
