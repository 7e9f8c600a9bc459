# A TD does not give back what it accepted; other guests accept nothing.
# options: --arch x86
# expect-exit: 3

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
accept T.0 0x100000 rescind
