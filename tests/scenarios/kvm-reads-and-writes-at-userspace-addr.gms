# CONSUME-7, X86-FAULT-37: KVM's own accesses go through userspace_addr, whatever the
# guest has there.
#
# profiles: 6.18 7.2 7.3

vm A -> 0
vcpu A.0 -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
mmap H memfd=M len=4p -> 0
mmap N anon len=4p -> 0
store H 0xf0 -> ok

# At userspace_addr is other memory: KVM and the guest do not meet.
slot A:0 gpa=0x100000 size=4p memfd=M hva=N -> 0
guest A.0 write 0x100000 0x11 -> ok
kvm A.0 read 0x100000 -> 0
kvm A.0 write 0x100000 0x22 -> ok
guest A.0 read 0x100000 -> 0x11
load N -> 0x22
load H -> 0x11
slot A:0 delete -> 0

# The file's own mapping is there: they do.
slot A:0 gpa=0x100000 size=4p memfd=M hva=H -> 0
kvm A.0 read 0x100000 -> 0x11
kvm A.0 write 0x101008 0x33 -> ok
guest A.0 read 0x101008 -> 0x33
resident M -> pages=0,1
invariants -> ok
