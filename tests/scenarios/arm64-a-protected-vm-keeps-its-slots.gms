# ARM-SLOT-11: neither logged nor read-only, and none goes or moves once the VM has run:
# the hypervisor knows its pages and not its slots. The pVM checks come first.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
mmap H anon len=8p                                   -> 0
slot P:0 gpa=0x100000 size=4p hva=H flags=log_dirty  -> EPERM
slot P:0 gpa=0x100000 size=4p hva=H flags=readonly   -> EPERM
slot P:0 gpa=0xfffffffff000 size=4p hva=H flags=readonly -> EPERM
slot P:0 gpa=0xfffffffff000 size=4p hva=H            -> EFAULT
slot P:0 gpa=0x100000 size=4p hva=H                  -> 0
slot P:0 gpa=0x200000 size=4p hva=H                  -> 0
slot P:0 delete                                      -> 0
slot P:0 gpa=0x100000 size=4p hva=H                  -> 0
slot P:0 gpa=0x100000 size=4p hva=H flags=log_dirty  -> EPERM

guest P.0 write 0x100000 5                           -> ok
slot P:0 delete                                      -> EPERM
slot P:0 gpa=0x200000 size=4p hva=H                  -> EPERM
slot P:1 gpa=0x200000 size=4p hva=H+4p               -> 0
slot P:1 delete                                      -> EPERM
guest P.0 read 0x100000                              -> 5
guest P.0 read 0x200000                              -> 0
invariants                                           -> ok
