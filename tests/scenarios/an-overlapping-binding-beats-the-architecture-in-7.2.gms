# BIND-6: two things are wrong, the range is bound already and the guest address is too
# high. Up to 7.2 the binding comes first.
profile 7.2

vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap                         -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
slot A:1 gpa=0x10000000000000 size=4p memfd=M           -> EEXIST
