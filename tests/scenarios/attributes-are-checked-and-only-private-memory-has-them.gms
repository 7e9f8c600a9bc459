# ATTR-1 to ATTR-5, ATTR-15: every bad argument is EINVAL; no slot is needed.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                                        -> 0
vm A                                                          -> 0

attributes P gpa=0x100000 size=1p private flags=1             -> EINVAL
attributes P gpa=0x100000 size=1p attrs=1                     -> EINVAL
attributes P gpa=0x100000 size=1p attrs=9                     -> EINVAL
attributes P gpa=0x100000 size=0 private                      -> EINVAL
attributes P gpa=0xfffffffffffff000 size=1p private           -> EINVAL
attributes P gpa=0xfffffffffffff000 size=2p private           -> EINVAL
attributes P gpa=0x100800 size=1p private                     -> EINVAL
attributes P gpa=0x100000 size=0x800 private                  -> EINVAL

# The largest range that does not wrap is fine, wherever it lies.
attributes P gpa=0x100000 size=1p private                     -> 0
attributes P gpa=0xffffffffffffe000 size=1p private           -> 0
attributes P gpa=0xffffffffffffe000 size=1p shared            -> 0

# A VM without private memory can only say what is so already.
attributes A gpa=0x100000 size=1p private                     -> EINVAL
attributes A gpa=0x100000 size=1p shared                      -> 0
invariants                                                    -> ok
