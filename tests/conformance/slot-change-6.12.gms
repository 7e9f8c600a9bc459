# Changing a slot. One that would have had a file does not exist.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                                     -> 0
mmap H anon len=16p                                                      -> 0
memfd M vm=A size=16p                                                    -> 0
memfd N vm=A size=16p                                                    -> 0
slot A:2 gpa=0x300000 size=8p hva=H                                      -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).add_LOG_DIRTY
slot A:0 gpa=0x100000 size=8p hva=H flags=log_dirty                      -> 0
# case: slot2.change(plain).add_LOG_DIRTY.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
# case: slot2.change(plain).add_LOG_DIRTY.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).set_GUEST_MEMFD
slot A:0 gpa=0x100000 size=8p hva=H memfd=M                              -> EINVAL
# case: slot2.change(plain).set_GUEST_MEMFD.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
# case: slot2.change(plain).set_GUEST_MEMFD.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).GUEST_MEMFD|LOG_DIRTY
slot A:0 gpa=0x100000 size=8p hva=H memfd=M flags=guest_memfd|log_dirty  -> EINVAL
# case: slot2.change(plain).GUEST_MEMFD|LOG_DIRTY.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
# case: slot2.change(plain).GUEST_MEMFD|LOG_DIRTY.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
slot A:0 gpa=0x200000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).move.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> 0
slot A:1 delete                                                          -> 0
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).G.move
slot A:0 gpa=0x200000 size=8p hva=H memfd=M                              -> EINVAL
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).move_overlap_self
slot A:0 gpa=0x104000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).move_overlap_self.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).move+LOG_DIRTY
slot A:0 gpa=0x200000 size=8p hva=H flags=log_dirty                      -> 0
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
slot A:0 gpa=0x100000 size=9p hva=H                                      -> EINVAL
# case: slot2.change(plain).grow.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
slot A:0 gpa=0x100000 size=9p hva=H memfd=M                              -> EINVAL
# case: slot2.change(plain).G.grow.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H                                      -> EINVAL
# case: slot2.change(plain).shrink.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).hva_change
slot A:0 gpa=0x100000 size=8p hva=H+1p                                   -> EINVAL
# case: slot2.change(plain).hva_change.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
slot A:0 gpa=0x100000 size=8p hva=H+1p memfd=M                           -> EINVAL
# case: slot2.change(plain).G.hva_change.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
# case: slot2.change(plain).G.hva_change.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).G.off_change
slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=1p                       -> EINVAL
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
slot A:0 gpa=0x100000 size=8p hva=H memfd=N                              -> EINVAL
# case: slot2.change(plain).G.fd_change.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
# case: slot2.change(plain).G.fd_change.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot2.change(plain).move_onto_other
slot A:0 gpa=0x300000 size=8p hva=H                                      -> EEXIST
# case: slot2.change(plain).move_onto_other.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
# case: slot2.change(plain).move_onto_other.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
slot A:0 gpa=0x100000 size=8p hva=H
# case: slot2.change(gmem).same.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
slot A:0 gpa=0x100000 size=8p hva=H flags=log_dirty
# case: slot2.change(gmem).add_LOG_DIRTY.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
# case: slot2.change(gmem).add_LOG_DIRTY.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).add_READONLY
slot A:0 gpa=0x100000 size=8p hva=H flags=readonly                       -> 0
# case: slot2.change(gmem).add_READONLY.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
# case: slot2.change(gmem).add_READONLY.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).set_GUEST_MEMFD
slot A:0 gpa=0x100000 size=8p hva=H memfd=M                              -> EINVAL
slot A:0 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).GUEST_MEMFD|LOG_DIRTY
slot A:0 gpa=0x100000 size=8p hva=H memfd=M flags=guest_memfd|log_dirty  -> EINVAL
# case: slot2.change(gmem).GUEST_MEMFD|LOG_DIRTY.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> 0
slot A:1 delete                                                          -> 0
slot A:0 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
slot A:0 gpa=0x200000 size=8p hva=H
# case: slot2.change(gmem).move.delete
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).move_overlap_self
slot A:0 gpa=0x104000 size=8p hva=H                                      -> 0
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).move+LOG_DIRTY
slot A:0 gpa=0x200000 size=8p hva=H flags=log_dirty                      -> 0
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).grow
slot A:0 gpa=0x100000 size=9p hva=H                                      -> 0
# case: slot2.change(gmem).grow.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).G.grow
slot A:0 gpa=0x100000 size=9p hva=H memfd=M                              -> EINVAL
# case: slot2.change(gmem).G.grow.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> 0
slot A:1 delete                                                          -> 0
# case: slot2.change(gmem).G.grow.delete
slot A:0 delete                                                          -> EINVAL

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).shrink
slot A:0 gpa=0x100000 size=4p hva=H                                      -> 0
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).hva_change
slot A:0 gpa=0x100000 size=8p hva=H+1p                                   -> 0
# case: slot2.change(gmem).hva_change.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> EEXIST
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
slot A:0 gpa=0x100000 size=8p hva=H memfd=M off=1p                       -> EINVAL
# case: slot2.change(gmem).G.off_change.delete
slot A:0 delete                                                          -> EINVAL

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).G.fd_change
slot A:0 gpa=0x100000 size=8p hva=H memfd=N                              -> EINVAL
# case: slot2.change(gmem).G.fd_change.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> 0
slot A:1 delete                                                          -> 0
# case: slot2.change(gmem).G.fd_change.delete
slot A:0 delete                                                          -> EINVAL

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).move_onto_other
slot A:0 gpa=0x300000 size=8p hva=H                                      -> EEXIST
# case: slot2.change(gmem).move_onto_other.old_gpa_free
slot A:1 gpa=0x100000 size=1p hva=H                                      -> 0
slot A:1 delete                                                          -> 0
slot A:0 delete

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
# case: slot2.change(gmem).G.move_onto_other
slot A:0 gpa=0x300000 size=8p hva=H memfd=M                              -> EINVAL
# case: slot2.change(gmem).G.move_onto_other.delete
slot A:0 delete                                                          -> EINVAL

slot A:0 gpa=0x100000 size=8p hva=H flags=log_dirty                      -> 0
# case: slot2.change(LOG_DIRTY).remove
slot A:0 gpa=0x100000 size=8p hva=H                                      -> 0
# case: slot1.change(slot2_plain).add_LOG_DIRTY
slot A:0 gpa=0x100000 size=8p hva=H flags=log_dirty v1=1                 -> 0
slot A:0 delete                                                          -> 0
slot A:0 gpa=0x100000 size=8p hva=H flags=readonly                       -> 0
# case: slot2.change(READONLY).add_LOG_DIRTY
slot A:0 gpa=0x100000 size=8p hva=H flags=log_dirty|readonly             -> 0
slot A:0 delete                                                          -> 0

slot A:0 gpa=0x100000 size=8p hva=H memfd=M
slot A:0 gpa=0x100000 size=8p hva=H v1=1                                 -> 0
# case: slot1.change(gmem).flags=G
slot A:0 gpa=0x100000 size=8p hva=H flags=0x4 v1=1                       -> EINVAL
# case: slot1.delete(gmem)
slot A:0 delete v1=1                                                     -> 0
# case: slot1.delete_again
slot A:0 delete v1=1                                                     -> EINVAL
