# ARM-SLOT-11: the hypervisor has the VM as soon as KVM_RUN is called, though the guest is
# not entered.
# profiles: 7.1 7.2 7.3
# options: --inject signal:1
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
mmap H anon len=4p                                   -> 0
slot P:0 gpa=0x100000 size=4p hva=H                  -> 0
guest P.0 write 0x100000 5                           -> EINTR
slot P:0 delete                                      -> EPERM
