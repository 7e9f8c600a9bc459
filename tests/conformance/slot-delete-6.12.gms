# Deleting a slot that would have had a file.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                          -> 0
mmap H anon len=16p                           -> 0
memfd M vm=A size=16p                         -> 0

# case: slot2.delete_never_created
slot A:9 delete                               -> EINVAL

slot A:0 gpa=0x100000 size=16p hva=H memfd=M
slot A:0 delete flags=0
# case: slot2.delete(flags=0).file_free_after
slot A:1 gpa=0x200000 size=16p hva=H memfd=M  -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=16p hva=H memfd=M
# case: slot2.delete(flags=LOG_DIRTY)
slot A:0 delete flags=log_dirty               -> EINVAL

slot A:0 gpa=0x100000 size=16p hva=H memfd=M
# case: slot2.delete(flags=READONLY)
slot A:0 delete flags=readonly                -> EINVAL

slot A:0 gpa=0x100000 size=16p hva=H memfd=M
slot A:0 delete flags=0 off=0x800
# case: slot2.delete(flags=0,off=unaligned).file_free_after
slot A:1 gpa=0x200000 size=16p hva=H memfd=M  -> EINVAL
slot A:1 delete

slot A:0 gpa=0x100000 size=16p hva=H memfd=M
# case: slot2.delete(hva=unaligned)
slot A:0 delete hva=H+0x800                   -> EINVAL
slot A:0 delete

slot A:0 gpa=0x100000 size=16p hva=H memfd=M
# case: slot2.delete(hva=kernel)
slot A:0 delete hva=0xffff800000000000        -> EINVAL
slot A:0 delete

slot A:0 gpa=0x100000 size=16p hva=H          -> 0
slot A:1 gpa=0x100000 size=16p hva=H memfd=M
# case: slot2.failed_gpa_overlap_leaves_file_free
slot A:1 gpa=0x200000 size=16p hva=H memfd=M  -> EINVAL
