# CONSUME-8: the notifier goes by host address. It zaps a plain slot's page, and, to
# no purpose, that of a slot whose guest memory is the file's.
# profiles: 6.18 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4p                                  -> 0
store H 0x11                                        -> ok
memfd M vm=A size=4p flags=mmap                     -> 0
slot A:0 gpa=0x100000 size=4p hva=H                 -> 0
slot A:1 gpa=0x200000 size=4p hva=H memfd=M         -> 0
guest A.0 read 0x100000                             -> 0x11
guest A.0 write 0x200000 0x22                       -> ok
munmap H len=1p                                     -> 0
where A 0x100000                                    -> unmapped
where A 0x200000                                    -> unmapped
guest A.0 read 0x100000                             -> EFAULT
guest A.0 read 0x200000                             -> 0x22
invariants                                          -> ok
