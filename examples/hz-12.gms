# HZ-12. A range is converted page by page, and who looks sees the middle.
#
# Attributes are stored one by one. A fault that reads one just before it changes, and
# once more after, contradicts itself: the guest leaves with an exit for an access that was
# right when it was made, and right again afterwards. A wrong page is never mapped.
#
# holds: 6.8 6.12 6.16 6.18 7.0 7.2 7.3
# explore: result
# expect-exit: 1

arch x86
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p                                    -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
attributes A gpa=0x100000 size=2p private               -> 0

concurrent
  s: attributes A gpa=0x100000 size=2p shared           -> 0
  v: guest A.0 write 0x100000 0x11                      -> ok
  schedule s s s v v v s v v v
end
