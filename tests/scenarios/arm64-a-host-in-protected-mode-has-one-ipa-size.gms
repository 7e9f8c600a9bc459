# ARM-VM-2: the size that is asked for is not looked at: every VM has all that there is.
# ARM-CAP-8: and none has MTE.
# profiles: 7.1 7.2 7.3
arch arm64
pkvm 1
pa_bits 44
mte 1

check_extension system ARM_VM_IPA_SIZE               -> 44
check_extension system ARM_MTE                       -> 0
vm A type=32                                         -> 0
vm B type=60                                         -> 0
vm C type=0x80000020                                 -> 0
enable_cap A ARM_MTE                                 -> EINVAL
vcpu A.0                                             -> 0
vcpu C.0                                             -> 0
guest A.0 read 0xfffffffff000                        -> ABORT fsc=0
guest A.0 read 0xffffffff000                         -> MMIO
guest C.0 read 0xffffffff000                         -> MMIO
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0xfffffffc000 size=4p memfd=M           -> 0
slot A:1 gpa=0xffffffff000 size=4p hva=none          -> EEXIST
slot B:1 gpa=0xffffffff000 size=4p hva=none          -> EFAULT
