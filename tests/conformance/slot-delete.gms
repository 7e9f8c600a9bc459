# Deleting a slot: what the request may contain, and what is free afterwards.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# A delete is checked like any other request (SLOT-5 to SLOT-13). File M of 16 pages
# is bound whole to slot 0; afterwards it is bound to slot 1 elsewhere
# ("file_free_after").
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                   -> 0
mmap H anon len=16p    -> 0
memfd M vm=A size=16p  -> 0

# case: slot2.delete_never_created
slot A:9 delete  -> EINVAL

slot A:0 gpa=0x100000 size=16p hva=H memfd=M  -> 0
slot A:0 delete flags=0                       -> 0
# case: slot2.delete(flags=0).file_free_after
slot A:1 gpa=0x200000 size=16p hva=H memfd=M  -> 0
slot A:1 delete                               -> 0

slot A:0 gpa=0x100000 size=16p hva=H memfd=M  -> 0
# case: slot2.delete(flags=LOG_DIRTY)
slot A:0 delete flags=log_dirty               -> 0

slot A:0 gpa=0x100000 size=16p hva=H memfd=M  -> 0
# case: slot2.delete(flags=READONLY)
slot A:0 delete flags=readonly                -> 0

slot A:0 gpa=0x100000 size=16p hva=H memfd=M  -> 0
slot A:0 delete flags=0 off=0x800             -> 0
# case: slot2.delete(flags=0,off=unaligned).file_free_after
slot A:1 gpa=0x200000 size=16p hva=H memfd=M  -> 0
slot A:1 delete                               -> 0

slot A:0 gpa=0x100000 size=16p hva=H memfd=M  -> 0
# case: slot2.delete(hva=unaligned)
slot A:0 delete hva=H+0x800                   -> EINVAL
slot A:0 delete                               -> 0

slot A:0 gpa=0x100000 size=16p hva=H memfd=M  -> 0
# case: slot2.delete(hva=kernel)
slot A:0 delete hva=0xffff800000000000        -> EINVAL
slot A:0 delete                               -> 0

# A request that fails for its guest address leaves the file free.
slot A:0 gpa=0x100000 size=16p hva=H          -> 0
slot A:1 gpa=0x100000 size=16p hva=H memfd=M  -> EEXIST
# case: slot2.failed_gpa_overlap_leaves_file_free
slot A:1 gpa=0x200000 size=16p hva=H memfd=M  -> 0
