# ARM-VM-2, ARM-VM-3, ARM-S2-4, ARM-S2-10: sixteen roots at level 0.
# profiles: 6.18 7.2 7.3
# worlds: - --fwb=1
arch arm64
pa_bits 52
lpa2 1

check_extension system ARM_VM_IPA_SIZE               -> 52
vm A type=52                                         -> 0
vcpu A.0                                             -> 0
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0xffffffffff000 size=1p memfd=M         -> 0
slot A:1 gpa=0x10000ffffff000 size=1p memfd=M off=1p -> EFAULT
guest A.0 write 0xffffffffffff8 7                    -> ok
guest A.0 read 0xffffffffffff8                       -> 7
where A 0xffffffffff000                              -> memfd=M page=0 level=4K prot=rw
guest A.0 read 0x10000000000000                      -> ABORT fsc=0
