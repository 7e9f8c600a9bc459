# SCN-2: both look for the page and find none; one inserts its own, the other finds it.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
vcpu A.1                                                    -> 0
memfd M vm=A size=4p flags=mmap                             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0

concurrent
  a: guest A.0 write 0x100000 0x11                          -> ok
  b: guest A.1 write 0x100008 0x22                          -> ok
  step a until insert-folio
  step b until insert-folio
  always invariants                                         -> ok
end
resident M                                                  -> pages=0
guest A.0 read 0x100000                                     -> 0x11
guest A.0 read 0x100008                                     -> 0x22
