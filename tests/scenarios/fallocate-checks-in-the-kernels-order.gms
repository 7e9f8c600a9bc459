# Each line breaks two rules; the errno tells which one was looked at first.
# profiles: 6.12 6.18 7.2 7.3

vm A                                                       -> 0
memfd M vm=A size=4p                                       -> 0

# FALLOC-1, the sign, before FALLOC-2, the mode.
fallocate M off=-4096 len=1p mode=0x40000000               -> EINVAL
fallocate M off=0 len=0 mode=punch_hole                    -> EINVAL
# FALLOC-2 before FALLOC-3, the sum.
fallocate M off=0x7ffffffffffff000 len=1p mode=punch_hole  -> EOPNOTSUPP
# FALLOC-3 before FALLOC-4, KEEP_SIZE missing, and before FALLOC-6, the alignment.
fallocate M off=0x7ffffffffffff000 len=1p                  -> EFBIG
fallocate M off=0x7fffffffffffffff len=1 mode=keep_size    -> EFBIG
# FALLOC-4 and FALLOC-5 before FALLOC-6.
fallocate M off=1 len=1                                    -> EOPNOTSUPP
fallocate M off=1 len=1 mode=keep_size|zero_range          -> EOPNOTSUPP
# FALLOC-6 and FALLOC-8 are EINVAL both.
fallocate M off=5p len=1 mode=keep_size                    -> EINVAL
