# HZ-4. A slot can be told to forget its file, which does not forget the slot.
#
# A request with the same place and size and without GUEST_MEMFD counts as one that only
# changes flags. The new slot has no file, and the file's binding still leads to the old
# one, which is freed. Since 6.18.1 such a request is EINVAL.
#
# profiles: 6.8 6.12 6.16

arch x86
hazards 1
vm A type=sw_protected                                  -> 0
memfd M vm=A size=4p                                    -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
slot A:0 gpa=0x100000 size=4p hva=H                     -> 0
invariants                                              -> violated rule=INV-5
