# CAP-3, CREATE-1: on x86 a VM type with private memory takes MMAP but not
# INIT_SHARED.
# profiles: 6.18 7.2 7.3

vm P type=sw_protected                        -> 0
memfd F0 vm=P size=1p                         -> 0
memfd F1 vm=P size=1p flags=mmap              -> 0
memfd F2 vm=P size=1p flags=init_shared       -> EINVAL
memfd F3 vm=P size=1p flags=mmap|init_shared  -> EINVAL
