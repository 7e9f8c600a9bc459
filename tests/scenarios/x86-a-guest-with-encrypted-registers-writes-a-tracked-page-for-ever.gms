# X86-FAULT-33: KVM cannot make the write that it does not see, and the guest tries again. Of
# private memory of a TD no right can be taken (X86-TDX-7).
# profiles: 6.18 7.2 7.3

vm A type=sev_es                                    -> 0
vcpu A.0                                            -> 0
mmap H anon len=16p                                 -> 0
slot A:0 gpa=0x100000 size=16p hva=H                -> 0
write_track A 0x101000                              -> 0
guest A.0 write 0x101000 1                          -> RETRY
guest A.0 read 0x101000                             -> 0
guest A.0 write 0x102000 1                          -> ok
write_track A 0x101000 stop                         -> 0
guest A.0 write 0x101000 1                          -> ok

vm B type=tdx                                       -> 0
vcpu B.0                                            -> 0
memfd M vm=B size=16p                               -> 0
slot B:0 gpa=0x100000 size=16p hva=H memfd=M        -> 0
attributes B gpa=0x100000 size=8p private           -> 0
write_track B 0x101000                              -> 0
guest B.0 write 0x101000 1 private                  -> ok
attributes B gpa=0x101000 size=1p shared            -> 0
guest B.0 write 0x101000 1                          -> RETRY
invariants                                          -> ok
