# P-10: the guest means private memory, which it is no more when the sequence is read.
arch x86
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p                                    -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
attributes A gpa=0x100000 size=1p private               -> 0
concurrent
  s: attributes A gpa=0x100000 size=1p shared           -> 0
  v: guest A.0 write 0x100000 0x11 private
end
