# SCN-1, PROTO-V against PROTO-P: the vCPU has picked the old page (V10) when the hole
# is punched from begin to end. Under mmu_lock it sees that the sequence moved (V16),
# drops the page and faults again.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared                 -> 0
mmap H memfd=M len=4p                                       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0
store H 0x11                                                -> ok

concurrent
  fault: guest A.0 read 0x100000                            -> 0
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  step fault until lock-mmu
  step punch until fput
  always invariants                                         -> ok
end
where A 0x100000                                            -> memfd=M page=0
resident M                                                  -> pages=0
