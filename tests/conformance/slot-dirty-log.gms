# The dirty log of a slot exists if the slot logs (DIRTY-2).
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# Slot 0 has a file, slot 1 is plain, slot 2 has LOG_DIRTY. The language gives the
# pages of a log; an empty log is the success of the call.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                                  -> 0
mmap H anon len=16p                                   -> 0
memfd M vm=A size=16p                                 -> 0
slot A:0 gpa=0x100000 size=16p hva=H memfd=M          -> 0
slot A:1 gpa=0x200000 size=16p hva=H                  -> 0
slot A:2 gpa=0x300000 size=16p hva=H flags=log_dirty  -> 0

# case: slot.dirty_log(gmem)
dirty_log A:0  -> ENOENT
# case: slot.dirty_log(plain)
dirty_log A:1  -> ENOENT
# case: slot.dirty_log(logging)
dirty_log A:2  -> pages=
