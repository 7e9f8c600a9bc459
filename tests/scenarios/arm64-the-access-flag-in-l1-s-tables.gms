# ARM-NV-6: with HA it is set in L1's memory, by the address that the process has.
# profiles: 7.2 7.3
arch arm64

vm A                                                  -> 0
vcpu A.0                                              -> 0
memfd M vm=A size=16p flags=mmap|init_shared          -> 0
mmap H memfd=M len=16p                                -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H          -> 0

mmap K anon len=4p                                    -> 0
slot A:1 gpa=0x200000 size=4p hva=K flags=log_dirty   -> 0
mmap L anon len=4p                                    -> 0
store K 0x201003                                      -> ok
store K+0x1000 0x202003                               -> ok
store K+0x2040 0x1060ff                               -> ok
el2 A.0 vttbr=0x200000 vtcr=0x802d3559                -> ok
guest A.0 read 0x8010 l2                              -> 0
load K+0x2040                                         -> 0x1064ff
dirty_log A:1                                         -> pages=2
guest A.0 read 0x8010 l2                              -> 0
# In a read-only slot it is L1's abort.
store L 0x301003                                      -> ok
store L+0x1000 0x302003                               -> ok
store L+0x2040 0x1060ff                               -> ok
slot A:2 gpa=0x300000 size=4p hva=L flags=readonly    -> 0
el2 A.0 vttbr=0x300000                                -> ok
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0x17
mprotect L prot=r                                     -> 0
slot A:2 delete                                       -> 0
slot A:2 gpa=0x300000 size=4p hva=L                   -> 0
guest A.0 read 0x8010 l2                              -> ABORT ec=0x24 fsc=0x17
mprotect L prot=rw                                    -> 0

# A descriptor that changes in between: the guest of L1 tries again.
concurrent
  g: guest A.0 read 0x8010 l2                         -> 0
  s: store L+0x2040 0x1074ff                          -> ok
  step g until set-access-flag
  schedule s
  always invariants                                   -> ok
end
