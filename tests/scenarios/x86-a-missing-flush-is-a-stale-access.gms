# X86-TLB-1, X86-TLB-4: a kernel that zaps without a flush. The guest goes on reading a page
# that has left the file, and then another file's bytes, as the frame is used again.
# options: --switch X86_ZAP_WITHOUT_FLUSH=on

tlb 1

vm A                                                -> 0
vcpu A.0                                            -> 0
vcpu A.1                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
slot A:0 gpa=2M size=4p memfd=M                     -> 0
guest A.0 write 2M 0x11                             -> ok
invariants                                          -> ok

fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
where A 2M                                          -> unmapped
invariants                                          -> violated rule=X86-INV-11
guest A.0 read 2M                                   -> 0x5a5a5a5a5a5a5a5a
guest A.0 write 2M 0x12                             -> ok

memfd N vm=A size=1p flags=mmap|init_shared         -> 0
mmap H memfd=N len=1p                               -> 0
store H 0x5ec                                       -> ok
guest A.0 read 2M                                   -> 0x5ec
# The other vCPU never had the page, and walks.
guest A.1 read 2M                                   -> 0
