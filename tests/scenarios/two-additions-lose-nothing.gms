# CONSUME-3: both fault on the absent page; each addition is one access.
vm A                                          -> 0
vcpu A.0                                      -> 0
vcpu A.1                                      -> 0
memfd M vm=A size=1p flags=mmap               -> 0
slot A:0 gpa=0 size=1p memfd=M                -> 0
concurrent
  a: guest A.0 xadd 0 1
  b: guest A.1 xadd 0 2
  schedule a b a b a b a b a b a b
end
guest A.0 read 0                              -> 3
