# CONSUME-7, KVM-1, KVM-2: where the process would get a signal KVM gets EFAULT.
#
# profiles: 6.18 7.2 7.3

vm A -> 0
vcpu A.0 -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
memfd P vm=A size=4p flags=mmap -> 0
mmap H memfd=M len=4p -> 0
mmap HP memfd=P len=4p -> 0
mmap N anon len=1p -> 0

kvm A.0 read 0x100000 -> EFAULT
# Nothing is mapped there, and nobody may write there.
slot A:0 gpa=0x100000 size=4p memfd=M -> 0
guest A.0 read 0x100000 -> 0
kvm A.0 read 0x100000 -> EFAULT
kvm A.0 write 0x100000 1 -> EFAULT
# The process may not fault in what is not shared with it.
slot A:1 gpa=0x200000 size=4p memfd=P hva=HP -> 0
guest A.0 write 0x200000 5 -> ok
kvm A.0 read 0x200000 -> EFAULT
# A page that is broken.
slot A:2 gpa=0x300000 size=1p hva=H -> 0
store H 1 -> ok
poison M off=0 -> EBUSY
kvm A.0 read 0x300000 -> EFAULT
slot A:3 gpa=0x400000 size=1p hva=N flags=readonly -> 0
store N 7 -> ok
kvm A.0 read 0x400000 -> 7
kvm A.0 write 0x400000 8 -> EFAULT
close A.0 -> 0
kvm A.0 read 0x400000 -> EBADF
