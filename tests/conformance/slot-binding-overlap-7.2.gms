# Binding a range of a file of which a page is bound already (BIND-5).
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 7.2 and 7.3 on x86-64 gave the same
# answer to every case in this file. "case:" names the case as that program prints it;
# the line below it is the case.
#
# Such a binding is EEXIST, since 7.2. In the first part, pages 4 to 11 of file M are
# bound to slot 0.
#
# profiles: 7.2 7.3

vm A                   -> 0
mmap H anon len=16p    -> 0
memfd M vm=A size=16p  -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p   -> 0
# case: slot2.file_overlap.inside
slot A:1 gpa=0x200000 size=2p hva=H memfd=M off=6p   -> EEXIST
# case: slot2.file_overlap.around
slot A:1 gpa=0x200000 size=12p hva=H memfd=M off=2p  -> EEXIST
# case: slot2.file_overlap.high_edge
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=10p  -> EEXIST
# case: slot2.file_overlap.first_page
slot A:1 gpa=0x200000 size=1p hva=H memfd=M off=4p   -> EEXIST
# case: slot2.file_overlap.last_page
slot A:1 gpa=0x200000 size=1p hva=H memfd=M off=11p  -> EEXIST
slot A:0 delete                                      -> 0

# A delete that is refused leaves the range bound (SLOT-5, SLOT-8).
slot A:0 gpa=0x100000 size=16p hva=H memfd=M  -> 0
slot A:0 delete flags=guest_memfd|log_dirty   -> EINVAL
# case: slot2.delete(flags=G|LOG_DIRTY).file_free_after
slot A:1 gpa=0x200000 size=16p hva=H memfd=M  -> EEXIST
slot A:0 delete hva=0xffff800000000000        -> EINVAL
# case: slot2.delete(hva=kernel).file_free_after
slot A:1 gpa=0x200000 size=16p hva=H memfd=M  -> EEXIST
slot A:0 delete                               -> 0

# Pages bound one by one, every second one freed: a bound page is in the way alone and
# beside a free one.
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0p  -> 0
slot A:1 gpa=0x101000 size=1p hva=H memfd=M off=1p  -> 0
slot A:0 delete                                     -> 0
# case: slot2.bind_kept_page
slot A:2 gpa=0x200000 size=1p hva=H memfd=M off=1p  -> EEXIST
# case: slot2.bind_kept_and_freed
slot A:2 gpa=0x200000 size=2p hva=H memfd=M off=0p  -> EEXIST
