# X86-TDX-5, X86-TDX-6: zapping a private page takes it out of the TD. A new fault adds
# it again, but what it held is gone, though it is the same page of the file.
# profiles: 6.16 7.2 7.3

vm T type=tdx                                        -> 0
vcpu T.0                                             -> 0
mmap H anon len=4p                                   -> 0
memfd M vm=T size=4p                                 -> 0
slot T:0 gpa=0x100000 size=4p hva=H memfd=M          -> 0
attributes T gpa=0x100000 size=2p private            -> 0
guest T.0 write 0x100000 0x22 private                -> ok
guest T.0 write 0x101000 0x33 private                -> ok

# There and back: a SW_PROTECTED guest would find its bytes again (X86-ATTR-11).
attributes T gpa=0x100000 size=1p shared             -> 0
where T 0x100000 private                             -> unmapped
attributes T gpa=0x100000 size=1p private            -> 0
resident M                                           -> pages=0,1
guest T.0 read 0x100000 private                      -> 0
guest T.0 read 0x101000 private                      -> 0x33

# So it is when the slot goes and comes back.
slot T:0 delete                                      -> 0
slot T:0 gpa=0x100000 size=4p hva=H memfd=M          -> 0
guest T.0 read 0x101000 private                      -> 0
invariants                                           -> ok

vm P type=sw_protected                               -> 0
vcpu P.0                                             -> 0
memfd N vm=P size=4p                                 -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=N          -> 0
attributes P gpa=0x100000 size=1p private            -> 0
guest P.0 write 0x100000 0x22                        -> ok
attributes P gpa=0x100000 size=1p shared             -> 0
attributes P gpa=0x100000 size=1p private            -> 0
guest P.0 read 0x100000                              -> 0x22
