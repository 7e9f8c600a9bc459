# ARM-CAP-8, ARM-SLOT-9, ARM-SLOT-10: 205 is ARM_MTE.
# profiles: 7.2 7.3
arch arm64
mte 1

vm A                                                 -> 0
check_extension A ARM_MTE                              -> 1
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> 0
enable_cap A ARM_MTE                                     -> EINVAL
slot A:0 delete                                      -> 0
enable_cap A ARM_MTE                                     -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> EINVAL
resident M                                           -> pages=

# What is mapped at userspace_addr must be able to have tags; a hole is fine.
mmap H memfd=M len=4p                                -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> EINVAL
mmap P anon len=4p                                   -> 0
slot A:0 gpa=0x100000 size=4p hva=P                  -> 0
slot A:1 gpa=0x200000 size=4p hva=0x10000000         -> 0

# Not after the first vCPU, which is looked at first.
vm B                                                 -> 0
vcpu B.0                                             -> 0
enable_cap B ARM_MTE                                     -> EINVAL
