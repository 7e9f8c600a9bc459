# Ranges of files that do not overlap, and ranges that are free again.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# Pages 4 to 11 of file M are bound to slot 0. "other_file" binds the same kind of
# range of file N; "rebind_after_delete" that of M again, once slot 0 is deleted
# (BIND-12).
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                   -> 0
mmap H anon len=16p    -> 0
memfd M vm=A size=16p  -> 0
memfd N vm=A size=16p  -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p  -> 0
slot A:0 delete                                     -> 0
# case: slot2.file_overlap.equal.rebind_after_delete
slot A:1 gpa=0x200000 size=8p hva=H memfd=M off=4p  -> 0
slot A:1 delete                                     -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p  -> 0
slot A:0 delete                                     -> 0
# case: slot2.file_overlap.inside.rebind_after_delete
slot A:1 gpa=0x200000 size=2p hva=H memfd=M off=6p  -> 0
slot A:1 delete                                     -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p   -> 0
# case: slot2.file_overlap_other_file.around
slot A:1 gpa=0x200000 size=12p hva=H memfd=N off=2p  -> 0
slot A:1 delete                                      -> 0
slot A:0 delete                                      -> 0
# case: slot2.file_overlap.around.rebind_after_delete
slot A:1 gpa=0x200000 size=12p hva=H memfd=M off=2p  -> 0
slot A:1 delete                                      -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p  -> 0
# case: slot2.file_overlap_other_file.low_edge
slot A:1 gpa=0x200000 size=4p hva=H memfd=N off=2p  -> 0
slot A:1 delete                                     -> 0
slot A:0 delete                                     -> 0
# case: slot2.file_overlap.low_edge.rebind_after_delete
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=2p  -> 0
slot A:1 delete                                     -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p   -> 0
# case: slot2.file_overlap_other_file.high_edge
slot A:1 gpa=0x200000 size=4p hva=H memfd=N off=10p  -> 0
slot A:1 delete                                      -> 0
slot A:0 delete                                      -> 0
# case: slot2.file_overlap.high_edge.rebind_after_delete
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=10p  -> 0
slot A:1 delete                                      -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p  -> 0
slot A:0 delete                                     -> 0
# case: slot2.file_overlap.first_page.rebind_after_delete
slot A:1 gpa=0x200000 size=1p hva=H memfd=M off=4p  -> 0
slot A:1 delete                                     -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p   -> 0
slot A:0 delete                                      -> 0
# case: slot2.file_overlap.last_page.rebind_after_delete
slot A:1 gpa=0x200000 size=1p hva=H memfd=M off=11p  -> 0
slot A:1 delete                                      -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p  -> 0
# case: slot2.file_overlap.just_below
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=0p  -> 0
slot A:1 delete                                     -> 0
slot A:0 delete                                     -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p   -> 0
# case: slot2.file_overlap.just_above
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=12p  -> 0
slot A:1 delete                                      -> 0
slot A:0 delete                                      -> 0
# case: slot2.file_overlap.just_above.rebind_after_delete
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=12p  -> 0
slot A:1 delete                                      -> 0
