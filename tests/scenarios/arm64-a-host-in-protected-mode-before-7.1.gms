# ARM-VM-1: pKVM's hypervisor keeps the tables of every VM, and protects none yet.
# profiles: 6.18 7.0
profile 7.0
arch arm64
pkvm 1

vm A type=0x80000000                                 -> EINVAL
vm B                                                 -> 0
vcpu B.0                                             -> 0
memfd M vm=B size=4p flags=mmap|init_shared          -> 0
slot B:0 gpa=0x100000 size=4p memfd=M                -> 0
guest B.0 write 0x100000 5                           -> ok
