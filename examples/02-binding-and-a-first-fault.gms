# 2. How the file becomes memory: a slot, and the guest's first touch.
#
# A guest has physical addresses of its own, "guest physical addresses" or gpa. The
# process tells KVM, in memory slots, what is behind them. A slot says: these guest
# addresses, that many bytes, and this is where the memory is.

vm A                                            -> 0
vcpu A.0                                        -> 0
memfd M vm=A size=8p flags=mmap                 -> 0

# Guest addresses 0x100000 to 0x103fff are pages 2 to 5 of the file. We say the file
# is "bound".
#
#   gpa        0x100000 0x101000 0x102000 0x103000
#   page of M         2        3        4        5
#
slot A:0 gpa=0x100000 size=4p memfd=M off=2p    -> 0

# A range of the file can be bound once only, and so can a guest address.
slot A:1 gpa=0x200000 size=1p memfd=M off=5p    -> EEXIST
slot A:1 gpa=0x103000 size=1p memfd=M off=6p    -> EEXIST

# Binding allocates nothing and maps nothing. The table by which the processor
# translates guest addresses ("stage 2") has no entry yet.
resident M                                      -> pages=
where A 0x101000                                -> unmapped

# Now the vCPU, a virtual processor, stores to that address. The processor finds no
# translation and leaves the guest: a fault. KVM looks up the slot, takes page 3 of
# the file (it is not there: so it allocates one and fills it with zeros), writes
# the translation, and lets the guest try again. The guest notices nothing.
guest A.0 write 0x101008 0x2a                   -> ok
resident M                                      -> pages=3
where A 0x101000                                -> memfd=M page=3 level=4K prot=rwx

# The second access to the page translates at once. A page that nobody wrote is zero.
guest A.0 read 0x101008                         -> 0x2a
guest A.0 read 0x103000                         -> 0
resident M                                      -> pages=3,5

# An address without a slot is no memory: KVM hands the access to the process, which
# may emulate a device there ("memory-mapped I/O").
guest A.0 read 0x500000                         -> MMIO

# If the last descriptor of the file is closed, the slot stays without memory, and
# KVM tells the process where the guest got stuck.
close M                                         -> 0
guest A.0 read 0x101008                         -> MEMORY_FAULT gpa=0x101000 size=4K errno=EFAULT

# The simulator checks after all this that its promises still hold.
invariants                                      -> ok
