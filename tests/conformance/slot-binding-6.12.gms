# Which descriptors a slot is given makes no difference: GUEST_MEMFD is EINVAL.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. Linux 6.12.117 and 6.16.12 on x86-64, built with guest_memfd, gave
# the same answer to every case in this file, on a VM of the default type, which cannot bind a file.
# "case:" names the case as that program prints it, F3 included; the line below it is
# the case.
#
# profiles: 6.12 6.16

vm A                                                       -> 0
vcpu A.0                                                   -> 0
vm B                                                       -> 0
mmap H anon len=16p                                        -> 0
memfd M vm=A size=16p                                      -> 0
memfd O vm=B size=16p                                      -> 0
dup M2 M                                                   -> 0
open E eventfd                                             -> 0
open P pipe                                                -> 0
open Z zero                                                -> 0

# case: slot2.G.fd=-1
slot A:0 gpa=0x100000 size=16p hva=H memfd=-1              -> EINVAL
# case: slot2.G.fd=vm
slot A:0 gpa=0x100000 size=16p hva=H memfd=4               -> EINVAL
# case: slot2.G.fd=vcpu
slot A:0 gpa=0x100000 size=16p hva=H memfd=5               -> EINVAL
# case: slot2.G.fd=eventfd
slot A:0 gpa=0x100000 size=16p hva=H memfd=E               -> EINVAL
# case: slot2.G.fd=pipe
slot A:0 gpa=0x100000 size=16p hva=H memfd=P               -> EINVAL
# case: slot2.G.fd=dev_zero
slot A:0 gpa=0x100000 size=16p hva=H memfd=Z               -> EINVAL
# case: slot2.G.fd=other_vm_gmem
slot A:0 gpa=0x100000 size=16p hva=H memfd=O               -> EINVAL
# case: slot2.G.fd=dup_of_gmem
slot A:0 gpa=0x100000 size=16p hva=H memfd=M2              -> EINVAL
slot A:0 delete
# case: slot2.G.fd=gmem
slot A:0 gpa=0x100000 size=16p hva=H memfd=M               -> EINVAL
slot A:0 delete

# case: slot2.G.bad_fd_and_bad_flags
slot A:0 gpa=0x100000 size=16p hva=H memfd=9999 flags=0xc  -> EINVAL
