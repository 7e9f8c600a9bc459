# MEMPOL-4, GETFOLIO F4 and F5: the policy is looked up when the folio is allocated. A
# mbind that comes before the folio is in the file does not take it back.
# profiles: 6.19 7.0 7.1 7.2 7.3

vm A                                           -> 0
vcpu A.0                                       -> 0
memfd M vm=A size=1p flags=mmap|init_shared    -> 0
slot A:0 gpa=0 size=1p memfd=M                 -> 0
mmap H memfd=M len=1p                          -> 0

concurrent
  a: guest A.0 write 0 1                       -> ok
  b: mbind H bind nodes=1                      -> 0
  step a until insert-folio
  schedule b b b b
  eventually node M off=0                      -> node=0
end
get_mempolicy H                                -> bind nodes=1
