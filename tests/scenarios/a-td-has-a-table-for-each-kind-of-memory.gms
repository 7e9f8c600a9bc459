# X86-TDP-1, X86-TDP-2, X86-TDP-9, X86-TDX-1: private and shared memory of a TD are
# translated by tables of their own, and each access says by an address bit which.
# profiles: 6.16 6.18 7.2 7.3
# worlds: - --root-level=5

vm T type=tdx                                        -> 0
vcpu T.0                                             -> 0
mmap H anon len=4p                                   -> 0
memfd M vm=T size=4p                                 -> 0
slot T:0 gpa=0x100000 size=4p hva=H memfd=M          -> 0

guest T.0 write 0x100000 0x11                        -> ok
where T 0x100000                                     -> hva=H
where T 0x100000 private                             -> unmapped
attributes T gpa=0x101000 size=1p private            -> 0
guest T.0 write 0x101000 0x22 private                -> ok
where T 0x101000 private                             -> memfd=M page=1 prot=rwx
where T 0x101000                                     -> unmapped
guest T.0 read 0x101000                              -> MEMORY_FAULT flags=0 gpa=0x101000 errno=EFAULT
guest T.0 read 0x100000 private                      -> MEMORY_FAULT flags=private gpa=0x100000 errno=EFAULT
guest T.0 read 0x101000 private                      -> 0x22
load H                                               -> 0x11

# X86-TDX-8: what the host does at userspace_addr is about shared memory.
reclaim H                                            -> 0
reclaim H+1p                                         -> 0
where T 0x100000                                     -> unmapped
where T 0x101000 private                             -> memfd=M page=1
guest T.0 read 0x101000 private                      -> 0x22
invariants                                           -> ok
