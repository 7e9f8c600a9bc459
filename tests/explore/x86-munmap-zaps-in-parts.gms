# INVAL-15, NOTIFY-1: memory of 4M goes from the host; the guest's mappings of it go in two
# parts, inside one invalidation.
# explore: clean
arch x86
vm A                                                      -> 0
vcpu A.0                                                  -> 0
mmap H anon len=4M                                        -> 0
slot A:0 gpa=0x200000 size=4M hva=H                       -> 0
store H+4K 0x77                                           -> ok
guest A.0 write 0x200000 0x11                             -> ok
guest A.0 write 0x400000 0x22                             -> ok
concurrent
  v: guest A.0 read 0x201000
  m: munmap H                                             -> 0
  always    invariants                                    -> ok
end
where A 0x200000                                          -> unmapped
where A 0x400000                                          -> unmapped
guest A.0 read 0x201000                                   -> EFAULT
