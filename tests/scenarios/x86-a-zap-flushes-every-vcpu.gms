# X86-TLB-1, X86-TLB-2: whatever takes a mapping away takes it out of the TLBs too.
# worlds: - --tdp-mmu=0 --host-huge-level=2 --vendor=amd

tlb 1

vm A                                                -> 0
vcpu A.0                                            -> 0
vcpu A.1                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H anon len=2M                                  -> 0
store H 1                                           -> ok
slot A:0 gpa=2M size=4p memfd=M                     -> 0
slot A:1 gpa=4M size=2M hva=H                       -> 0
guest A.0 write 2M 0x11                             -> ok
guest A.1 read 2M                                   -> 0x11
guest A.1 read 2M                                   -> 0x11
guest A.0 write 4M 0x21                             -> ok
guest A.1 read 4M                                   -> 0x21

# A hole.
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
guest A.0 read 2M                                   -> 0
guest A.1 read 2M                                   -> 0

# The host's memory goes.
madvise H DONTNEED off=0 len=4K                     -> 0
guest A.0 read 4M                                   -> 0
guest A.1 read 4M                                   -> 0

# A slot goes, and with it all mappings of the VM.
guest A.0 write 2M 0x12                             -> ok
slot A:1 delete                                     -> 0
guest A.1 read 4M                                   -> MMIO
guest A.1 read 2M                                   -> 0x12
invariants                                          -> ok
