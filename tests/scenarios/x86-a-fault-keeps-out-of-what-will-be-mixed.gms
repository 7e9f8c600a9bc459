# X86-ATTR-3, X86-LEVEL-1: while one page becomes private a fault on its neighbour waits
# with the whole large page, as nobody knows yet that it will be mixed.
# profiles: 6.16 7.2 7.3

host_huge_level 2

vm A type=sw_protected                              -> 0
vcpu A.0                                            -> 0
mmap H anon len=4M                                  -> 0
memfd M vm=A size=4M                                -> 0
slot A:0 gpa=2M size=4M hva=H memfd=M               -> 0
store H+4K 0x22                                     -> ok

concurrent
  a: attributes A gpa=0x200000 size=1p private      -> 0
  g: guest A.0 read 0x201000                        -> 0x22
  step a until store
  step g until check-invalidate
end

where A 0x201000                                    -> hva=H+4K level=4K prot=rwx
invariants                                          -> ok
