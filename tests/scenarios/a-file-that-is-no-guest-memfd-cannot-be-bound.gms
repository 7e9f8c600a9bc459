# BIND-2, GV-9: descriptor 0, whatever stands behind it, is not a guest_memfd.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
slot A:0 gpa=0x100000 size=1p memfd=0         -> EINVAL
slot A:0 gpa=0x100000 size=1p memfd=9999      -> EBADF
