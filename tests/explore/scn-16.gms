# SCN-16: a conversion races with prefault, which fails or maps the right kind.
# explore: clean
arch x86
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
attributes A gpa=0x100000 size=1p private               -> 0
concurrent
  f: prefault A.0 gpa=0x100000 size=1p
  s: attributes A gpa=0x100000 size=1p shared           -> 0
end
invariants                                              -> ok
