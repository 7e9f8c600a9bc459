# X86-TLB-3, X86-DIRTY-2: a vCPU that remembers the right to write has lost it when the ioctl
# returns; with PML what it remembers is without D.
# worlds: - --pml=1 --host-huge-level=2

tlb 1

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=2M                                  -> 0
slot A:0 gpa=2M size=2M hva=H                       -> 0
guest A.0 write 0x203000 1                          -> ok
slot A:0 gpa=2M size=2M hva=H flags=log_dirty       -> 0
guest A.0 write 0x203000 2                          -> ok
dirty_log A:0                                       -> pages=3
guest A.0 read 0x203000                             -> 2
guest A.0 write 0x203000 3                          -> ok
dirty_log A:0                                       -> pages=3
slot A:0 gpa=2M size=2M hva=H                       -> 0
guest A.0 write 0x203000 4                          -> ok
load H+0x3000                                       -> 4
invariants                                          -> ok
