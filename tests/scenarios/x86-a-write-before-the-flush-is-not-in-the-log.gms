# X86-TLB-3, X86-DIRTY-4: between the write-protection and the flush a vCPU may still write by
# what it remembers. Nobody has the log yet; whoever copies the page afterwards has the write.

tlb 1

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4p                                  -> 0
slot A:0 gpa=2M size=4p hva=H flags=log_dirty       -> 0
guest A.0 write 2M 1                                -> ok

concurrent
  d: dirty_log A:0                                  -> pages=0
  g: guest A.0 write 2M 2                           -> ok
  schedule d d d g g d
end

load H                                              -> 2
dirty_log A:0                                       -> pages=
guest A.0 write 2M 3                                -> ok
dirty_log A:0                                       -> pages=0
