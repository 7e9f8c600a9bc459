# Which descriptor a slot can be bound to.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64
# gave the same answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# M is a guest_memfd of VM A, M2 its duplicate, and O one of another VM. Where the
# case is about a descriptor that is not a file, its number stands: 4 is that of VM A,
# which is opened first, behind /dev/kvm, and 5 that of its vCPU. A slot that is made
# is deleted again.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                   -> 0
vcpu A.0               -> 0
vm B                   -> 0
mmap H anon len=16p    -> 0
memfd M vm=A size=16p  -> 0
memfd O vm=B size=16p  -> 0
dup M2 M               -> 0
open E eventfd         -> 0
open P pipe            -> 0
open Z zero            -> 0

# case: slot2.G.fd=-1
slot A:0 gpa=0x100000 size=16p hva=H memfd=-1  -> EBADF
# case: slot2.G.fd=vm
slot A:0 gpa=0x100000 size=16p hva=H memfd=4   -> EINVAL
# case: slot2.G.fd=vcpu
slot A:0 gpa=0x100000 size=16p hva=H memfd=5   -> EINVAL
# case: slot2.G.fd=eventfd
slot A:0 gpa=0x100000 size=16p hva=H memfd=E   -> EINVAL
# case: slot2.G.fd=pipe
slot A:0 gpa=0x100000 size=16p hva=H memfd=P   -> EINVAL
# case: slot2.G.fd=dev_zero
slot A:0 gpa=0x100000 size=16p hva=H memfd=Z   -> EINVAL
# case: slot2.G.fd=other_vm_gmem
slot A:0 gpa=0x100000 size=16p hva=H memfd=O   -> EINVAL
# case: slot2.G.fd=dup_of_gmem
slot A:0 gpa=0x100000 size=16p hva=H memfd=M2  -> 0
slot A:0 delete                                -> 0
# case: slot2.G.fd=gmem
slot A:0 gpa=0x100000 size=16p hva=H memfd=M   -> 0
slot A:0 delete                                -> 0

# A bad flag is refused before the descriptor is looked at (SLOT-5, BIND-1).
# case: slot2.G.bad_fd_and_bad_flags
slot A:0 gpa=0x100000 size=16p hva=H memfd=9999 flags=0xc  -> EINVAL
