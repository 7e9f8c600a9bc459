# Slots that overlap in guest memory.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# The slot that stands covers the pages 8 to 15 counted from guest address 0x100000;
# "low_edge" and "high_edge" reach over one of its ends. Slots with files have
# different ones, so only the guest addresses can be in the way (SLOT-17); the last
# part is about one file.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                   -> 0
mmap H anon len=32p    -> 0
memfd M vm=A size=16p  -> 0
memfd N vm=A size=16p  -> 0

# A plain slot where a plain one stands.
slot A:0 gpa=0x108000 size=8p hva=H   -> 0
# case: slot2.gpa_overlap(plain_over_plain).equal
slot A:1 gpa=0x108000 size=8p hva=H   -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).inside
slot A:1 gpa=0x10a000 size=2p hva=H   -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).around
slot A:1 gpa=0x104000 size=16p hva=H  -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).first_page
slot A:1 gpa=0x108000 size=1p hva=H   -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).last_page
slot A:1 gpa=0x10f000 size=1p hva=H   -> EEXIST
# case: slot2.gpa_overlap(plain_over_plain).just_above
slot A:1 gpa=0x110000 size=8p hva=H   -> 0
slot A:1 delete                       -> 0
slot A:0 delete                       -> 0

# A plain slot where one with a file stands.
slot A:0 gpa=0x108000 size=8p hva=H memfd=M  -> 0
# case: slot2.gpa_overlap(plain_over_gmem).inside
slot A:1 gpa=0x10a000 size=2p hva=H          -> EEXIST
# case: slot2.gpa_overlap(plain_over_gmem).low_edge
slot A:1 gpa=0x104000 size=8p hva=H          -> EEXIST
# case: slot2.gpa_overlap(plain_over_gmem).high_edge
slot A:1 gpa=0x10c000 size=8p hva=H          -> EEXIST
# case: slot2.gpa_overlap(plain_over_gmem).last_page
slot A:1 gpa=0x10f000 size=1p hva=H          -> EEXIST
# case: slot2.gpa_overlap(plain_over_gmem).just_below
slot A:1 gpa=0x100000 size=8p hva=H          -> 0
slot A:1 delete                              -> 0
# case: slot2.gpa_overlap(plain_over_gmem).just_above
slot A:1 gpa=0x110000 size=8p hva=H          -> 0
slot A:1 delete                              -> 0
slot A:0 delete                              -> 0

# A slot with a file where a plain one stands.
slot A:0 gpa=0x108000 size=8p hva=H           -> 0
# case: slot2.gpa_overlap(gmem_over_plain).around
slot A:1 gpa=0x104000 size=16p hva=H memfd=N  -> EEXIST
# case: slot2.gpa_overlap(gmem_over_plain).last_page
slot A:1 gpa=0x10f000 size=1p hva=H memfd=N   -> EEXIST
# case: slot2.gpa_overlap(gmem_over_plain).just_below
slot A:1 gpa=0x100000 size=8p hva=H memfd=N   -> 0
slot A:1 delete                               -> 0
# case: slot2.gpa_overlap(gmem_over_plain).just_above
slot A:1 gpa=0x110000 size=8p hva=H memfd=N   -> 0
slot A:1 delete                               -> 0
slot A:0 delete                               -> 0

# A slot with a file where one with a file stands.
slot A:0 gpa=0x108000 size=8p hva=H memfd=M   -> 0
# case: slot2.gpa_overlap(gmem_over_gmem).equal
slot A:1 gpa=0x108000 size=8p hva=H memfd=N   -> EEXIST
# case: slot2.gpa_overlap(gmem_over_gmem).around
slot A:1 gpa=0x104000 size=16p hva=H memfd=N  -> EEXIST
# case: slot2.gpa_overlap(gmem_over_gmem).low_edge
slot A:1 gpa=0x104000 size=8p hva=H memfd=N   -> EEXIST
# case: slot2.gpa_overlap(gmem_over_gmem).first_page
slot A:1 gpa=0x108000 size=1p hva=H memfd=N   -> EEXIST
slot A:0 delete                               -> 0

# Guest memory is compared before the file: EEXIST on every kernel, although the range
# of the file is bound too.
slot A:0 gpa=0x108000 size=8p hva=H memfd=M  -> 0
# case: slot2.gpa_and_file_overlap
slot A:1 gpa=0x108000 size=8p hva=H memfd=M  -> EEXIST

# The end of the file is compared before what is bound (BIND-4, BIND-5).
# case: slot2.file_beyond_EOF_and_overlap
slot A:1 gpa=0x200000 size=16p hva=H memfd=M off=8p  -> EINVAL
slot A:0 delete                                      -> 0
