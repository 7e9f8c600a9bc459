# Ranges of a file in a slot: GUEST_MEMFD is EINVAL all the same.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                 -> 0
mmap H anon len=16p                                  -> 0
memfd M vm=A size=16p                                -> 0
memfd N vm=A size=16p                                -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
slot A:0 delete
# case: slot2.file_overlap.equal.rebind_after_delete
slot A:1 gpa=0x200000 size=8p hva=H memfd=M off=4p   -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
slot A:0 delete
# case: slot2.file_overlap.inside.rebind_after_delete
slot A:1 gpa=0x200000 size=2p hva=H memfd=M off=6p   -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
# case: slot2.file_overlap_other_file.around
slot A:1 gpa=0x200000 size=12p hva=H memfd=N off=2p  -> EINVAL
slot A:1 delete
slot A:0 delete
# case: slot2.file_overlap.around.rebind_after_delete
slot A:1 gpa=0x200000 size=12p hva=H memfd=M off=2p  -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
# case: slot2.file_overlap_other_file.low_edge
slot A:1 gpa=0x200000 size=4p hva=H memfd=N off=2p   -> EINVAL
slot A:1 delete
slot A:0 delete
# case: slot2.file_overlap.low_edge.rebind_after_delete
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=2p   -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
# case: slot2.file_overlap_other_file.high_edge
slot A:1 gpa=0x200000 size=4p hva=H memfd=N off=10p  -> EINVAL
slot A:1 delete
slot A:0 delete
# case: slot2.file_overlap.high_edge.rebind_after_delete
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=10p  -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
slot A:0 delete
# case: slot2.file_overlap.first_page.rebind_after_delete
slot A:1 gpa=0x200000 size=1p hva=H memfd=M off=4p   -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
slot A:0 delete
# case: slot2.file_overlap.last_page.rebind_after_delete
slot A:1 gpa=0x200000 size=1p hva=H memfd=M off=11p  -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
# case: slot2.file_overlap.just_below
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=0p   -> EINVAL
slot A:1 delete
slot A:0 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
# case: slot2.file_overlap.just_above
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=12p  -> EINVAL
slot A:1 delete
slot A:0 delete
# case: slot2.file_overlap.just_above.rebind_after_delete
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=12p  -> EINVAL
