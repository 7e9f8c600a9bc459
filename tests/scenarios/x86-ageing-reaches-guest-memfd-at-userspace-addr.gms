# X86-TDP-13, CONSUME-8: the host's ageing goes by userspace_addr, whatever is mapped there.
# profiles: 6.18 7.2 7.3
# worlds: -

vm A                                                 -> 0
vcpu A.0                                             -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
mmap K memfd=M len=4p                                -> 0
slot A:1 gpa=0x200000 size=4p memfd=M hva=K          -> 0
guest A.0 write 0x200000 6                           -> ok
age K                                                -> 1
age K                                                -> 0
guest A.0 read 0x200000                              -> 6
guest A.0 write 0x200000 7                           -> ok
age K                                                -> 1

# In a TD only what is shared is asked about.
vm B type=tdx                                        -> 0
vcpu B.0                                             -> 0
mmap H anon len=4p                                   -> 0
memfd N vm=B size=4p                                 -> 0
slot B:0 gpa=0x100000 size=4p hva=H memfd=N          -> 0
attributes B gpa=0x100000 size=1p private            -> 0
guest B.0 write 0x100000 1 private                   -> ok
guest B.0 write 0x101000 1                           -> ok
age H                                                -> 0
age H+4K                                             -> 1
invariants                                           -> ok
