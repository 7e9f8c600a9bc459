# P-78: the slot goes between the beginning of the notifier and its end.
vm A                                                    -> 0
vcpu A.0                                                -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H                     -> 0
guest A.0 write 0x100000 0x11                           -> ok
concurrent
  u: munmap H                                           -> 0
  d: slot A:0 delete                                    -> 0
end
