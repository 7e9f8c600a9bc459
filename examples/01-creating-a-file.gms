# 1. A guest_memfd is a file that holds the memory of a virtual machine.
#
# Run it:  gmemsim run examples/01-creating-a-file.gms
# Why:     gmemsim explain examples/01-creating-a-file.gms
#
# A program that runs virtual machines (QEMU, Firecracker, crosvm) is an ordinary
# process. It asks Linux for a VM by an ioctl on /dev/kvm and gets a file
# descriptor. It used to give the VM pieces of its own address space as memory.
# guest_memfd turns that around: the memory is a file of its own, made for one VM,
# and the process may or may not be able to look into it.

vm A                                            -> 0

# Does this kernel have guest_memfd, and which flags may a file have? The answer
# is a mask: 1 is MMAP (the process may map the file), 2 is INIT_SHARED (and touch
# what it mapped).
check_extension A GUEST_MEMFD                   -> 1
check_extension A GUEST_MEMFD_FLAGS             -> 3

# A file of four pages (`4p`). Its size is fixed for ever, must be a whole number
# of pages, and costs nothing: like memfd_create() and ftruncate(), it promises
# memory, it does not allocate any.
memfd M vm=A size=4p                            -> 0
fstat M                                         -> size=16K blksize=4K blocks=0
memfd tiny vm=A size=100                        -> EINVAL
memfd vast vm=A size=4096T                      -> 0
memfd odd vm=A size=4p flags=0x4                -> EINVAL

# What the file is not: something to read() and write(). Its bytes belong to the
# guest. Nor can it grow.
read M off=0 len=8                              -> ESPIPE
ftruncate M len=8p                              -> EINVAL

# Two things can be done to it: allocate pages ahead of time, and punch holes,
# which gives pages back. `resident` looks over the kernel's shoulder and lists the
# pages that exist now.
resident M                                      -> pages=
fallocate M off=0 len=2p mode=keep_size         -> 0
resident M                                      -> pages=0,1
fallocate M off=0 len=1p mode=keep_size|punch_hole  -> 0
resident M                                      -> pages=1

# The file keeps its VM alive, not the other way round: the VM's descriptor may go
# first.
close A                                         -> 0
fallocate M off=0 len=1p mode=keep_size         -> 0
close M                                         -> 0
