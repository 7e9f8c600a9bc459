# Overlap in guest memory. A slot with GUEST_MEMFD is refused before.
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
mmap H anon len=32p                                  -> 0
memfd M vm=A size=16p                                -> 0
memfd N vm=A size=16p                                -> 0

slot A:0 gpa=0x108000 size=8p hva=H                  -> 0
# case: slot2.gpa_overlap(plain_over_plain).equal
slot A:1 gpa=0x108000 size=8p hva=H                  -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).inside
slot A:1 gpa=0x10a000 size=2p hva=H                  -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).around
slot A:1 gpa=0x104000 size=16p hva=H                 -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).first_page
slot A:1 gpa=0x108000 size=1p hva=H                  -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).last_page
slot A:1 gpa=0x10f000 size=1p hva=H                  -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).just_above
slot A:1 gpa=0x110000 size=8p hva=H                  -> 0
slot A:1 delete                                      -> 0
slot A:0 delete                                      -> 0

slot A:0 gpa=0x108000 size=8p hva=H memfd=M
# case: slot2.gpa_overlap(plain_over_gmem).inside
slot A:1 gpa=0x10a000 size=2p hva=H                  -> 0
slot A:1 delete                                      -> 0
# case: slot2.gpa_overlap(plain_over_gmem).low_edge
slot A:1 gpa=0x104000 size=8p hva=H                  -> 0
slot A:1 delete                                      -> 0
# case: slot2.gpa_overlap(plain_over_gmem).high_edge
slot A:1 gpa=0x10c000 size=8p hva=H                  -> 0
slot A:1 delete                                      -> 0
# case: slot2.gpa_overlap(plain_over_gmem).last_page
slot A:1 gpa=0x10f000 size=1p hva=H                  -> 0
slot A:1 delete                                      -> 0
# case: slot2.gpa_overlap(plain_over_gmem).just_below
slot A:1 gpa=0x100000 size=8p hva=H                  -> 0
slot A:1 delete                                      -> 0
# case: slot2.gpa_overlap(plain_over_gmem).just_above
slot A:1 gpa=0x110000 size=8p hva=H                  -> 0
slot A:1 delete                                      -> 0
slot A:0 delete

slot A:0 gpa=0x108000 size=8p hva=H                  -> 0
# case: slot2.gpa_overlap(gmem_over_plain).around
slot A:1 gpa=0x104000 size=16p hva=H memfd=N         -> EINVAL
# case: slot2.gpa_overlap(gmem_over_plain).last_page
slot A:1 gpa=0x10f000 size=1p hva=H memfd=N          -> EINVAL
# case: slot2.gpa_overlap(gmem_over_plain).just_below
slot A:1 gpa=0x100000 size=8p hva=H memfd=N          -> EINVAL
slot A:1 delete
# case: slot2.gpa_overlap(gmem_over_plain).just_above
slot A:1 gpa=0x110000 size=8p hva=H memfd=N          -> EINVAL
slot A:1 delete
slot A:0 delete                                      -> 0

slot A:0 gpa=0x108000 size=8p hva=H memfd=M
# case: slot2.gpa_overlap(gmem_over_gmem).equal
slot A:1 gpa=0x108000 size=8p hva=H memfd=N          -> EINVAL
# case: slot2.gpa_overlap(gmem_over_gmem).around
slot A:1 gpa=0x104000 size=16p hva=H memfd=N         -> EINVAL
# case: slot2.gpa_overlap(gmem_over_gmem).low_edge
slot A:1 gpa=0x104000 size=8p hva=H memfd=N          -> EINVAL
# case: slot2.gpa_overlap(gmem_over_gmem).first_page
slot A:1 gpa=0x108000 size=1p hva=H memfd=N          -> EINVAL
slot A:0 delete

slot A:0 gpa=0x108000 size=8p hva=H memfd=M
# case: slot2.gpa_and_file_overlap
slot A:1 gpa=0x108000 size=8p hva=H memfd=M          -> EINVAL

# case: slot2.file_beyond_EOF_and_overlap
slot A:1 gpa=0x200000 size=16p hva=H memfd=M off=8p  -> EINVAL
