# ARM-PKVM-2, ARM-PKVM-3: the hypervisor gives a protected guest no page that another guest
# has, and shares none that is a protected guest's: EPERM, as it says.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1

vm P type=0x80000000                                 -> 0
vcpu P.0                                             -> 0
vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=4p                                   -> 0
slot P:0 gpa=0x100000 size=4p hva=H                  -> 0
slot P:1 gpa=0x200000 size=4p hva=H                  -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
guest P.0 write 0x100000 1                           -> ok
guest A.0 read 0x100000                              -> EPERM
guest P.0 read 0x200000                              -> EPERM
guest A.0 write 0x101000 2                           -> ok
guest P.0 read 0x101000                              -> EPERM
slot A:0 delete                                      -> 0
guest P.0 read 0x101000                              -> 2
invariants                                           -> ok
