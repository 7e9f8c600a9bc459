# SCN-5, PROTO-S: the vCPU is on its way to map shared memory when the page becomes
# private. It retries, and then reads the private page.
# profiles: 6.12 6.18 7.2 7.3

vm P type=sw_protected                                      -> 0
vcpu P.0                                                    -> 0
memfd M vm=P size=4p                                        -> 0
mmap H anon len=4p                                          -> 0
store H 0x5e                                                -> ok
slot P:0 gpa=0x100000 size=4p hva=H memfd=M                 -> 0

concurrent
  convert: attributes P gpa=0x100000 size=1p private        -> 0
  fault:   guest P.0 read 0x100000                          -> 0
  step fault until lock-mmu
  step convert until store
  step fault until re-enter
  always invariants                                         -> ok
end
where P 0x100000                                            -> memfd=M page=0
load H                                                      -> 0x5e
