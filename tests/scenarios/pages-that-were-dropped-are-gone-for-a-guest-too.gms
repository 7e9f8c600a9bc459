# MADV-1, INVAL-8: DONTNEED on memory behind a plain slot.

vm A  -> 0
vcpu A.0                                      -> 0
mmap H anon len=4p                            -> 0
slot A:0 gpa=0 size=4p hva=H                  -> 0
guest A.0 write 0x1000 0xaa                   -> ok
gup H+1p                                      -> ok
madvise H dontneed                            -> 0
where A 0x1000                                -> unmapped
guest A.0 read 0x1000                         -> 0
guest A.0 write 0x1000 0xbb                   -> ok
load H+1p                                     -> 0xbb
ungup H+1p                                    -> ok
invariants                                    -> ok

# A fault that has the old page in hand when it goes maps an empty one.
store H+2p 5                                  -> ok
reclaim H+2p                                  -> ok
concurrent
  l: load H+2p                                -> 0
  d: madvise H dontneed                       -> 0
  step l until set-pte
  step d until notify-end
  always invariants                           -> ok
end
load H+1p                                     -> 0
invariants                                    -> ok
