# GV-15, PREFAULT-1 to PREFAULT-6: a slot of 2M and a page. The call maps page by page and
# succeeds if any page was mapped; what is left tells the rest, and the next call why:
# there is no slot. It is the same for plain memory, for a file, and for private memory.
# profiles: 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3
# worlds: - --ad-bits=0

vm A                                                  -> 0
vcpu A.0                                              -> 0
mmap H anon len=0x201000                              -> 0
slot A:10 gpa=0x40000000 size=0x201000 hva=H          -> 0
prefault A.0 gpa=0x40000000 size=2M                   -> 0 left=0 gpa=0x40200000
prefault A.0 gpa=0x40200000 size=2p                   -> 0 left=4K gpa=0x40201000
prefault A.0 gpa=0x40201000 size=1p                   -> ENOENT left=4K gpa=0x40201000
where A 0x401ff000                                    -> hva=H+0x1ff000
where A 0x40200000                                    -> hva=H+0x200000

vm P type=sw_protected                                -> 0
vcpu P.0                                              -> 0
memfd M vm=P size=0x201000                            -> 0
mmap G anon len=0x201000                              -> 0
slot P:10 gpa=0x40000000 size=0x201000 hva=G memfd=M  -> 0
prefault P.0 gpa=0x40000000 size=2M                   -> 0 left=0 gpa=0x40200000
prefault P.0 gpa=0x40200000 size=2p                   -> 0 left=4K gpa=0x40201000
prefault P.0 gpa=0x40201000 size=1p                   -> ENOENT left=4K gpa=0x40201000
where P 0x401ff000                                    -> hva=G+0x1ff000
resident M                                            -> pages=

attributes P gpa=0x40000000 size=0x201000 private     -> 0
where P 0x401ff000                                    -> unmapped
prefault P.0 gpa=0x40000000 size=2M                   -> 0 left=0 gpa=0x40200000
prefault P.0 gpa=0x40200000 size=2p                   -> 0 left=4K gpa=0x40201000
prefault P.0 gpa=0x40201000 size=1p                   -> ENOENT left=4K gpa=0x40201000
where P 0x40000000 private                            -> memfd=M page=0
where P 0x401ff000 private                            -> memfd=M page=511
where P 0x40200000 private                            -> memfd=M page=512
guest P.0 read 0x40200ff8 private                     -> 0

# Pages that are mapped already count as done. Flags, alignment, and a range that is empty
# or wraps are looked at first (PREFAULT-1).
prefault P.0 gpa=0x40000000 size=0x201000             -> 0 left=0
prefault P.0 gpa=0x40000000 size=0                    -> EINVAL
prefault P.0 gpa=0x40000800 size=1p                   -> EINVAL
prefault P.0 gpa=0x40000000 size=0x800                -> EINVAL
prefault P.0 gpa=0x40000000 size=1p flags=1           -> EINVAL
prefault P.0 gpa=0xfffffffffffff000 size=1p           -> EINVAL
invariants                                            -> ok
