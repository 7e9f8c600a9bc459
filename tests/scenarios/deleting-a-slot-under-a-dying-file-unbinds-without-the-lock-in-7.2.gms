# HZ-7: as in 6.16, but the binding is erased, though without the file's invalidate lock,
# which 7.3 takes (BIND-12).
profile 7.2

vm A                                                -> 0
memfd M vm=A size=4p flags=mmap                     -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0

concurrent
  delete: slot A:0 delete                           -> 0
  close:  close M                                   -> 0
  step delete until commit
  step close until lock-slots
  always invariants                                 -> ok
end
