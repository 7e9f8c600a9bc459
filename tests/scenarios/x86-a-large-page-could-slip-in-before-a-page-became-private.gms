# X86-ATTR-3: without the wider range a fault on the neighbour maps 2M, with the page that
# becomes private in it.
# profiles: 6.8 6.12

host_huge_level 2

vm A type=sw_protected                              -> 0
vcpu A.0                                            -> 0
mmap H anon len=4M                                  -> 0
memfd M vm=A size=4M                                -> 0
slot A:0 gpa=2M size=4M hva=H memfd=M               -> 0
store H+0 0x11                                      -> ok

concurrent
  a: attributes A gpa=0x200000 size=1p private      -> 0
  g: guest A.0 read 0x201000                        -> 0
  step a until store
  step g until re-enter
end

where A 0x200000                                    -> hva=H+0 level=2M prot=rwx
guest A.0 read 0x200000                             -> 0x11
invariants                                          -> violated rule=INV-16
