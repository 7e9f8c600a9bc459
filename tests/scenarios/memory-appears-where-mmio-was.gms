# X86-MMIO-9: the guest has been told that there is nothing, and the processor remembers.
# A new slot makes that stale; so the guest finds memory, hole or no hole.
# profiles: 6.18 7.2 7.3
# worlds: - --vendor=amd --ad-bits=0

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
guest A.0 read 0x101000                             -> MMIO
where A 0x101000                                    -> mmio
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
fallocate M off=0 len=4p mode=keep_size|punch_hole  -> 0
guest A.0 write 0x101000 0x11                       -> ok
where A 0x101000                                    -> memfd=M page=1
slot A:0 delete                                     -> 0
guest A.0 read 0x101000                             -> MMIO
