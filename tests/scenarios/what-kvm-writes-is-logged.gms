# KVM-3: KVM marks what it writes itself; stage 2 is not touched.
#
# profiles: 6.18 7.2 7.3

vm A -> 0
vcpu A.0 -> 0
mmap N anon len=4p -> 0
slot A:0 gpa=0x100000 size=4p hva=N flags=log_dirty -> 0
kvm A.0 read 0x101000 -> 0
dirty_log A:0 -> pages=
kvm A.0 write 0x102000 9 -> ok
dirty_log A:0 -> pages=2
where A 0x102000 -> unmapped
load N+2p -> 9
