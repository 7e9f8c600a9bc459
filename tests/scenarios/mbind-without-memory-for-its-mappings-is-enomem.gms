# MBIND-6: the policy was made, but the VMA cannot be split for it: nothing changes.
# options: --inject alloc:4

mmap E anon len=4p                  -> 0
mbind E bind nodes=1 off=1p len=1p  -> ENOMEM
get_mempolicy E+1p                  -> default
mbind E bind nodes=1 off=1p len=1p  -> 0
get_mempolicy E+1p                  -> bind nodes=1
get_mempolicy E+2p                  -> default
