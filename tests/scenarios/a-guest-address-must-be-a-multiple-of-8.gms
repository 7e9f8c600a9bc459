# expect-exit: 2
vm A
vcpu A.0
guest A.0 read 0x100004
