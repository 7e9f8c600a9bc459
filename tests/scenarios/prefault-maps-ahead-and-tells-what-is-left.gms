# GV-15 in small, PREFAULT-1 to PREFAULT-6: the call maps page by page, succeeds if any
# page was mapped, and fails with ENOENT where there is no slot.
# profiles: 6.18 7.2 7.3

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0

prefault A.0 gpa=0x100000 size=2p                   -> 0 left=0 gpa=0x102000
resident M                                          -> pages=0,1
where A 0x101000                                    -> memfd=M page=1
# The last page and one beyond it: one is done, one is left.
prefault A.0 gpa=0x103000 size=2p                   -> 0 left=4K gpa=0x104000
prefault A.0 gpa=0x104000 size=1p                   -> ENOENT
# Pages that are mapped already count as done.
prefault A.0 gpa=0x100000 size=4p                   -> 0 left=0
resident M                                          -> pages=0,1,2,3

prefault A.0 gpa=0x100000 size=0                    -> EINVAL
prefault A.0 gpa=0x100800 size=1p                   -> EINVAL
prefault A.0 gpa=0x100000 size=0x800                -> EINVAL
prefault A.0 gpa=0x100000 size=1p flags=1           -> EINVAL
prefault A.0 gpa=0xfffffffffffff000 size=1p         -> EINVAL
