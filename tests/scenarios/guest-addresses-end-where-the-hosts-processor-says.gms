# X86-VM-9, X86-FAULT-15: 39 bits of physical addresses limit slots; an access beyond them
# is emulated and leaves no entry.
#
# worlds: --maxphyaddr=39

vm A                                       -> 0
vcpu A.0                                   -> 0
mmap H anon len=2p                         -> 0
slot A:0 gpa=0x8000000000 size=1p hva=H    -> EINVAL
slot A:0 gpa=0x7ffffff000 size=2p hva=H    -> EINVAL
slot A:0 gpa=0x7ffffff000 size=1p hva=H    -> 0
guest A.0 write 0x7ffffff000 5             -> ok
load H                                     -> 5
slot A:0 gpa=0x8000000000 size=1p hva=H    -> EINVAL
guest A.0 read 0x8000000000                -> MMIO
where A 0x8000000000                       -> unmapped
guest A.0 read 0x7fffffe000                -> MMIO
where A 0x7fffffe000                       -> mmio
