# ARM-PKVM-1, ARM-PKVM-2, ARM-GMEM-7: for a guest that is not protected nothing looks
# different. Its entries say that the pages are the host's (software bits 2).
# profiles: 7.1 7.2 7.3
# worlds: - --tlb=1
arch arm64
pkvm 1

vm A                                                 -> 0
vcpu A.0                                             -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
mmap H memfd=M len=4p                                -> 0
slot A:0 gpa=0x100000 size=4p memfd=M hva=H          -> 0
guest A.0 write 0x100000 5                           -> ok
load H                                               -> 5
guest A.0 exec 0x100000                              -> ok
where A 0x100000                                     -> memfd=M page=0 level=4K
# An abort on what is noted with that size changes nothing: the guest tries again.
guest A.0 read 0x100000 esr=0x93c08007               -> 5
age H                                                -> 1
guest A.0 read 0x100000                              -> 5
fallocate M off=0 len=1p mode=keep_size|punch_hole   -> 0
where A 0x100000                                     -> unmapped
guest A.0 read 0x100000                              -> 0

# Of plain slots with a log a block becomes pages, and back.
mmap P anon len=4p                                   -> 0
slot A:1 gpa=0x200000 size=4p hva=P flags=log_dirty  -> 0
guest A.0 read 0x200000                              -> 0
guest A.0 write 0x200000 6                           -> ok
dirty_log A:1                                        -> pages=0
guest A.0 write 0x200000 7                           -> ok
slot A:1 delete                                      -> 0
where A 0x200000                                     -> unmapped
invariants                                           -> ok

