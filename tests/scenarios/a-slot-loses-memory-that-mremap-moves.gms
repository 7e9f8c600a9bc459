# MREMAP-3, INVAL-8: KVM hears of the old addresses, and a guest that comes again finds
# nothing there; what was moved belongs to whoever maps the new ones.

vm A  -> 0
vcpu A.0                                      -> 0
mmap H anon len=4p                            -> 0
slot A:0 gpa=0 size=4p hva=H                  -> 0
guest A.0 write 0x1000 0xaa                   -> ok
where A 0x1000                                -> hva=H+0x1000
mmap X anon len=8p                            -> 0
mremap G H len=4p flags=maymove|fixed addr=X  -> 0
where A 0x1000                                -> unmapped
guest A.0 read 0x1000                         -> EFAULT
load G+1p                                     -> 0xaa
slot A:1 gpa=0x10000 size=4p hva=G            -> 0
guest A.0 read 0x11000                        -> 0xaa
where A 0x11000                               -> hva=X+0x1000
invariants                                    -> ok
