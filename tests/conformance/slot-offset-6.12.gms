# Offsets near 2^63.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                                       -> 0
mmap H anon len=16p                                                        -> 0
memfd M vm=A size=16p                                                      -> 0

# case: slot2.G.off=0x7ffffffffffff000,size=0x10000
slot A:0 gpa=0x100000 size=0x10000 hva=H memfd=M off=0x7ffffffffffff000    -> EINVAL
slot A:0 delete
# case: slot2.G.off=0x7ffffffffffff000,size=0x1000000(beyond_file)
slot A:0 gpa=0x100000 size=0x1000000 hva=H memfd=M off=0x7ffffffffffff000  -> EINVAL
