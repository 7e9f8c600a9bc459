# BIND-6: in 7.3 the binding is published after the architecture has agreed.
profile 7.3

vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap                         -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
slot A:1 gpa=0x10000000000000 size=4p memfd=M           -> EINVAL
# Without that trouble the overlap is found.
slot A:1 gpa=0x200000 size=4p memfd=M                   -> EEXIST
# A range beyond the file is found first in both (BIND-4).
slot A:1 gpa=0x10000000000000 size=5p memfd=M           -> EINVAL
