# P-80: the fault has the host's page, which is unmapped before it is mapped for the guest.
vm A                                                    -> 0
vcpu A.0                                                -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H                     -> 0
store H 0x11                                            -> ok
concurrent
  u: munmap H                                           -> 0
  v: guest A.0 write 0x100000 0x22
end
