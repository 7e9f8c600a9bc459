# Slots of the second address space, without GUEST_MEMFD.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                            -> 0
mmap H anon len=16p                             -> 0
memfd M vm=A size=16p                           -> 0

# case: cap.vm.MULTI_ADDRESS_SPACE(118)
check_extension A MULTI_ADDRESS_SPACE           -> 2

# case: slot2.id=as1:0
slot A:1.0 gpa=0x100000 size=16p hva=H          -> 0
slot A:1.0 delete                               -> 0
# case: slot2.id=as1:1
slot A:1.1 gpa=0x100000 size=16p hva=H          -> 0
slot A:1.1 delete                               -> 0
# case: slot2.G.id=as1:1
slot A:1.1 gpa=0x100000 size=16p hva=H memfd=M  -> EINVAL
slot A:1.1 delete
# case: slot1.id=as1:0
slot A:1.0 gpa=0x100000 size=16p hva=H v1=1     -> 0
slot A:1.0 delete                               -> 0

# case: slot.dirty_log(as1)
dirty_log A:1.0                                 -> ENOENT
