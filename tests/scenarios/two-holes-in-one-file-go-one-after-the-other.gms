# SCN-10: two punches on overlapping ranges. The second cannot start before the first
# has let go of the invalidate lock.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap                             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0
guest A.0 write 0x100000 1                                  -> ok
guest A.0 write 0x101000 2                                  -> ok
guest A.0 write 0x102000 3                                  -> ok

concurrent
  a: fallocate M off=0 len=2p mode=keep_size|punch_hole     -> 0
  b: fallocate M off=1p len=2p mode=keep_size|punch_hole    -> 0
  step b until invalidate-begin
  step a until lock
  always invariants                                         -> ok
end
resident M                                                  -> pages=
where A 0x101000                                            -> unmapped
