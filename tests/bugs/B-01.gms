# B-01: the file is dying when its slot goes, so that nobody takes the binding away.
hazards 1
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
concurrent
  d: slot A:0 delete                                    -> 0
  c: close M                                            -> 0
end
