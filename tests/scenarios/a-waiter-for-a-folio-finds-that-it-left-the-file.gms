# GETFOLIO-F3, INVAL-13: one vCPU holds the page's lock; the hole cannot take the page in
# its first pass and waits in the second; another vCPU waits behind. When the hole has
# had its turn, the last one must notice that the page it waited for is no longer the
# file's, and start again.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
vcpu A.1                                                    -> 0
memfd M vm=A size=4p flags=mmap                             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0
fallocate M off=0 len=1p mode=keep_size                     -> 0

concurrent
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  a:     guest A.0 read 0x100000                            -> 0
  b:     guest A.1 read 0x100000                            -> 0
  step a until prepare
  step b until lock-folio
  step punch until truncate-wait
  step a until put-file
  step punch until invalidate-end
  step b until find-folio
  always invariants                                         -> ok
end
resident M                                                  -> pages=0
