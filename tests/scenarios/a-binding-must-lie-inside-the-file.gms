# BIND-1 to BIND-4, SLOT-9, GV-9: which file and which range of it a slot may take.
# profiles: 6.18 7.2 7.3

vm A                                                  -> 0
vm B                                                  -> 0
memfd M vm=A size=4p                                  -> 0
memfd N vm=B size=4p                                  -> 0

# No such descriptor; another VM's file.
slot A:0 gpa=0x100000 size=1p memfd=9999              -> EBADF
slot A:0 gpa=0x100000 size=1p memfd=N                 -> EINVAL
# The range.
slot A:0 gpa=0x100000 size=5p memfd=M                 -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=4p          -> EINVAL
slot A:0 gpa=0x100000 size=2p memfd=M off=3p          -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=1           -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=4095        -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=M off=0x8000000000000000 -> EINVAL

slot A:0 gpa=0x100000 size=1p memfd=M off=3p          -> 0
slot B:0 gpa=0x100000 size=4p memfd=N                 -> 0
invariants                                            -> ok
