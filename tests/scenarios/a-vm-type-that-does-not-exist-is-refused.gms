# X86-VM-1.
# profiles: 6.18 7.2 7.3

vm T type=6                                   -> EINVAL
vm U type=99                                  -> EINVAL
vm V type=0x100000000                         -> EINVAL
