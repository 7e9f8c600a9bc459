# SCN-14: the file is locked for one page at a time, so that a hole may take away
# what the same launch brought in before.
# profiles: 7.0 7.1 7.2 7.3
vm A type=snp                                 -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=2p                          -> 0
mmap S anon len=2p                            -> 0
slot A:0 gpa=0 size=2p memfd=M                -> 0
attributes A gpa=0 size=2p private            -> 0
store S    0x11                               -> ok
store S+1p 0x22                               -> ok
concurrent
  l: populate A gpa=0 size=2p source=S        -> 0 left=0
  h: fallocate M off=0 len=2p mode=keep_size|punch_hole -> 0
  step l until put-page
  schedule l
  step h until unlock
  schedule h
  eventually resident M                       -> pages=1
end
guest A.0 read 0  private                     -> 0
guest A.0 read 1p private                     -> 0x22
invariants                                    -> ok
