# X86-TDP-6: two vCPUs of a TD want one private page.  Its entry is frozen while the TDX
# module is asked; who meets it frozen, or set, faults again.
# explore: clean
arch x86
vm T type=tdx                                           -> 0
vcpu T.0                                                -> 0
vcpu T.1                                                -> 0
memfd M vm=T size=4p                                    -> 0
slot T:0 gpa=0x100000 size=4p memfd=M                   -> 0
attributes T gpa=0x100000 size=2p private               -> 0
guest T.0 write 0x101000 0x33 private                   -> ok
concurrent
  v: guest T.0 write 0x100000 0x11 private              -> ok
  u: guest T.1 write 0x100008 0x22 private              -> ok
  always     invariants                                 -> ok
  eventually resident M                                 -> pages=0,1
end
guest T.0 read 0x100000 private                         -> 0x11
guest T.0 read 0x100008 private                         -> 0x22
