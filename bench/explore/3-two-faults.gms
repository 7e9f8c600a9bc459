# Two vCPUs fault on the page; a hole and a conversion.
# spin: -DVCPUS=2 -DPUNCHES=1 -DCONVERTS=1
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
vcpu A.1                                                -> 0
memfd M vm=A size=1p                                    -> 0
slot A:0 gpa=0x100000 size=1p memfd=M                   -> 0
attributes A gpa=0x100000 size=1p private               -> 0
concurrent
  v: guest A.0 write 0x100000 0x11
  u: guest A.1 write 0x100000 0x22
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  c: attributes A gpa=0x100000 size=1p shared           -> 0
end
