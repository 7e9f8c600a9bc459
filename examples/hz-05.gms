# HZ-5. A slot far beyond the end of its file.
#
# Offset and size are added as signed numbers. Their sum passes 2^63, counts as negative,
# and is less than every size. The guest's fault then puts a page where the file ends by
# some 9 exabytes. Since 7.1 the sum is unsigned, and the request EINVAL.
#
# profiles: 6.18 6.19

hazards 1
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M off=0x7ffffffffffff000 -> 0
invariants                                              -> violated rule=INV-3
