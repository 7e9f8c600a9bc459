# A parameter of the header is a number within its range.
#
# expect-exit: 2

tdp_mmu 2
vm A -> 0
