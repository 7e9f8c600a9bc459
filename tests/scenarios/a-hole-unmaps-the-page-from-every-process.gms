# INVAL-12, MMAP-8: one hole takes the page out of every page table, one after the
# other; the notifier tells only the VMs of the process whose table it is.

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
# A plain slot looks at the file through the mapping.
slot A:0 gpa=0 size=4p hva=H                        -> 0
fork C                                              -> 0
fork D by=C                                         -> 0
store H 0xaa                                        -> ok
load H by=C                                         -> 0xaa
load H by=D                                         -> 0xaa
guest A.0 read 0                                    -> 0xaa
concurrent
  a: fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
  b: load H by=C
  c: load H by=D
  always invariants                                 -> ok
end
where A 0                                           -> unmapped
load H                                              -> 0
load H by=C                                         -> 0
load H by=D                                         -> 0
invariants                                          -> ok
