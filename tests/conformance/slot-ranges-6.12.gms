# Guest and host ranges of slots.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                                    -> 0
mmap H anon len=32p                                                     -> 0
memfd M vm=A size=16p                                                   -> 0

# case: slot2.size=0x0(no_slot)
slot A:0 gpa=0x100000 size=0x0 hva=H                                    -> EINVAL
# case: slot2.size=0x1000
slot A:0 gpa=0x100000 size=0x1000 hva=H                                 -> 0
slot A:0 delete                                                         -> 0
# case: slot2.size=0x1001
slot A:0 gpa=0x100000 size=0x1001 hva=H                                 -> EINVAL
# case: slot2.size=1<<62
slot A:0 gpa=0x100000 size=0x4000000000000000 hva=H                     -> EINVAL
# case: slot2.size=~0xfff
slot A:0 gpa=0x100000 size=0xfffffffffffff000 hva=H                     -> EINVAL

# case: slot2.gpa=0xfff
slot A:0 gpa=0xfff size=1p hva=H                                        -> EINVAL
# case: slot2.gpa=0x800
slot A:0 gpa=0x800 size=1p hva=H                                        -> EINVAL
# case: slot2.gpa=~0xfff,size=0x1000(wraps_to_0)
slot A:0 gpa=0xfffffffffffff000 size=0x1000 hva=H                       -> EINVAL
# case: slot2.gpa=~0xfff,size=0x2000(wraps)
slot A:0 gpa=0xfffffffffffff000 size=0x2000 hva=H                       -> EINVAL
# case: slot2.gpa=1<<52
slot A:0 gpa=0x10000000000000 size=1p hva=H                             -> EINVAL
# case: slot2.gpa=1<<62
slot A:0 gpa=0x4000000000000000 size=1p hva=H                           -> EINVAL

# case: slot2.hva=~0xfff
slot A:0 gpa=0x100000 size=1p hva=0xfffffffffffff000                    -> EINVAL
# case: slot2.hva=1<<62
slot A:0 gpa=0x100000 size=1p hva=0x4000000000000000                    -> EINVAL

# case: slot2.G.size=0x0(no_slot)
slot A:0 gpa=0x100000 size=0x0 hva=H memfd=M                            -> EINVAL
# case: slot2.G.size=0x1000
slot A:0 gpa=0x100000 size=0x1000 hva=H memfd=M                         -> EINVAL
slot A:0 delete
# case: slot2.G.size=0x10000(whole)
slot A:0 gpa=0x100000 size=0x10000 hva=H memfd=M                        -> EINVAL
slot A:0 delete
# case: slot2.G.size=0x20000
slot A:0 gpa=0x100000 size=0x20000 hva=H memfd=M                        -> EINVAL
# case: slot2.G.gpa=0x1
slot A:0 gpa=0x1 size=1p hva=H memfd=M                                  -> EINVAL
# case: slot2.G.gpa=~0xfff,size=0x2000
slot A:0 gpa=0xfffffffffffff000 size=0x2000 hva=H memfd=M               -> EINVAL
# case: slot2.G.hva=+1
slot A:0 gpa=0x100000 size=1p hva=H+1 memfd=M                           -> EINVAL

# case: slot2.G.off=0x800
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x800                   -> EINVAL
# case: slot2.G.off=0xfff
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0xfff                   -> EINVAL
# case: slot2.G.off=0x1000
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x1000                  -> EINVAL
slot A:0 delete
# case: slot2.G.off=0xf000(last)
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0xf000                  -> EINVAL
slot A:0 delete
# case: slot2.G.off=0x10000(EOF)
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x10000                 -> EINVAL
# case: slot2.G.off=0x11000
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x11000                 -> EINVAL
# case: slot2.G.off=0x1000,size=0x10000
slot A:0 gpa=0x100000 size=0x10000 hva=H memfd=M off=0x1000             -> EINVAL
# case: slot2.G.off=1<<40
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x10000000000           -> EINVAL
# case: slot2.G.off=1<<62
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x4000000000000000      -> EINVAL
# case: slot2.G.off=(1<<63)+0x1000
slot A:0 gpa=0x100000 size=1p hva=H memfd=M off=0x8000000000001000      -> EINVAL
# case: slot2.G.off=~0xfff,size=0x1000(wraps_to_0)
slot A:0 gpa=0x100000 size=0x1000 hva=H memfd=M off=0xfffffffffffff000  -> EINVAL
# case: slot2.G.off=~0xfff,size=0x2000(wraps)
slot A:0 gpa=0x100000 size=0x2000 hva=H memfd=M off=0xfffffffffffff000  -> EINVAL
