# SCN-9: a file is closed while it is being bound.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
concurrent
  c: close M                                            -> 0
  s: slot A:0 gpa=0x100000 size=4p memfd=M
end
invariants                                              -> ok
