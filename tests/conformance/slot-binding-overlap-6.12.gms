# Ranges of a file that overlap: GUEST_MEMFD is EINVAL all the same.
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

slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=4p
# case: slot2.file_overlap.inside
slot A:1 gpa=0x200000 size=2p hva=H memfd=M off=6p   -> EINVAL
# case: slot2.file_overlap.around
slot A:1 gpa=0x200000 size=12p hva=H memfd=M off=2p  -> EINVAL
# case: slot2.file_overlap.high_edge
slot A:1 gpa=0x200000 size=4p hva=H memfd=M off=10p  -> EINVAL
# case: slot2.file_overlap.first_page
slot A:1 gpa=0x200000 size=1p hva=H memfd=M off=4p   -> EINVAL
# case: slot2.file_overlap.last_page
slot A:1 gpa=0x200000 size=1p hva=H memfd=M off=11p  -> EINVAL
slot A:0 delete

slot A:0 gpa=0x100000 size=16p hva=H memfd=M
slot A:0 delete flags=guest_memfd|log_dirty          -> EINVAL
# case: slot2.delete(flags=G|LOG_DIRTY).file_free_after
slot A:1 gpa=0x200000 size=16p hva=H memfd=M         -> EINVAL
slot A:0 delete hva=0xffff800000000000               -> EINVAL
# case: slot2.delete(hva=kernel).file_free_after
slot A:1 gpa=0x200000 size=16p hva=H memfd=M         -> EINVAL
slot A:0 delete

slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0p
slot A:1 gpa=0x101000 size=1p hva=H memfd=M off=1p
slot A:0 delete
# case: slot2.bind_kept_page
slot A:2 gpa=0x200000 size=1p hva=H memfd=M off=1p   -> EINVAL
# case: slot2.bind_kept_and_freed
slot A:2 gpa=0x200000 size=2p hva=H memfd=M off=0p   -> EINVAL
