# B-20: the fault is beside the page that becomes private, in its block of 2M.
max_huge_level 2
host_huge_level 2
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4M                                    -> 0
mmap H anon len=4M                                      -> 0
slot A:0 gpa=0x40000000 size=4M hva=H memfd=M           -> 0
concurrent
  s: attributes A gpa=0x40001000 size=1p private        -> 0
  v: guest A.0 write 0x40003000 0x11                    -> ok
end
invariants                                              -> ok
