# ARM-PKVM-3: beside tables there is a note of what the hypervisor maps; without memory for
# it ENOMEM, and nothing has happened.
# profiles: 7.1 7.2 7.3
# options: --inject alloc:10
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
mmap H anon len=4p                                   -> 0
slot P:0 gpa=0x100000 size=4p hva=H                  -> 0
guest P.0 write 0x100000 5                           -> ENOMEM
guest P.0 read 0x100000                              -> 0
invariants                                           -> ok
