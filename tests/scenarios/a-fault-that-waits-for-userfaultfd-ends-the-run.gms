# What a userfaultfd would be told is not modelled.
# expect-exit: 3

mmap P anon len=16p                           -> 0
uffd_register P mode=missing                  -> 0
load P
