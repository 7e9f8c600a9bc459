# A parameter of another architecture cannot be set.
#
# expect-exit: 2

arch arm64
tdp_mmu 0
vm A -> 0
