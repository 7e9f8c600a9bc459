# KVM_GET_DIRTY_LOG.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                  -> 0
mmap H anon len=16p                                   -> 0
memfd M vm=A size=16p                                 -> 0
slot A:0 gpa=0x100000 size=16p hva=H memfd=M
slot A:1 gpa=0x200000 size=16p hva=H                  -> 0
slot A:2 gpa=0x300000 size=16p hva=H flags=log_dirty  -> 0

# case: slot.dirty_log(gmem)
dirty_log A:0                                         -> ENOENT
# case: slot.dirty_log(plain)
dirty_log A:1                                         -> ENOENT
# case: slot.dirty_log(logging)
dirty_log A:2                                         -> pages=
