# SCN-5: a private fault races with the conversion to shared.
# explore: clean
arch x86
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p                                    -> 0
mmap U anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p memfd=M hva=U             -> 0
attributes A gpa=0x100000 size=1p private               -> 0
concurrent
  v: guest A.0 read 0x100000
  s: attributes A gpa=0x100000 size=1p shared           -> 0
  sometimes resident M                                  -> pages=
  sometimes resident M                                  -> pages=0
end
