# SCN-15: host memory goes while its slot does: the swap waits for the notifier.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H                     -> 0
guest A.0 write 0x100000 0x11                           -> ok
concurrent
  u: madvise H dontneed                                 -> 0
  d: slot A:0 delete                                    -> 0
  c: slot A:1 gpa=0x200000 size=4p hva=H                -> 0
  eventually where A 0x100000                           -> unmapped
end
