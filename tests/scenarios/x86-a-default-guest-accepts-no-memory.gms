# Memory of a guest whose registers are not protected needs no acceptance.
# options: --arch x86
# expect-exit: 3

vm S type=sw_protected                                     -> 0
vcpu S.0                                                   -> 0
accept S.0 0x100000
