# EXIT-MM-2, EXIT-MM-4, RELEASE-4: a thread that is in the kernel comes out of it before
# its process ends; one that has yet to enter it never does.

vm A                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
store H 0xaa                                        -> ok
fork C                                              -> 0
close M                                             -> 0
munmap H                                            -> 0
concurrent
  a: fallocate M off=0 len=1p mode=keep_size|punch_hole by=C  -> 0
  b: exit C                                         -> 0
  c: load H by=C                                    -> ESRCH
  step a until invalidate-end
  always invariants                                 -> ok
  eventually resident M                             -> pages=
end
