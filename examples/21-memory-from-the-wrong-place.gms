# 21. Memory from the wrong place: a defect of real kernels, step by step.
#
# Of a slot whose file has MMAP one promise holds above all: what the guest touches is
# the file (example 02), whatever lies at userspace_addr. Here it is broken, as on every
# Linux from 6.18 to 7.3 that is told `kvm.tdp_mmu=0`, or whose processor has no nested
# paging. Then KVM maps by its older code, the legacy MMU, which after each fault maps up
# to seven neighbours in advance, so as to save their faults. It takes them from
# userspace_addr, as was right for all slots before there was guest_memfd.

profile 7.2
tdp_mmu 0

vm A                                            -> 0
vcpu A.0                                        -> 0
memfd M vm=A size=16p flags=mmap|init_shared    -> 0

# The file is marked f0, f1, ..., and other memory of the process a0, a1, ... A VMM has
# no reason to give that address; but a stale one, or one of an earlier layout, is taken.
mmap H memfd=M len=16p                          -> 0
mmap N anon len=16p                             -> 0
store H 0xf0                                    -> ok
store H+1p 0xf1                                 -> ok
store H+2p 0xf2                                 -> ok
store H+3p 0xf3                                 -> ok
store N 0xa0                                    -> ok
store N+1p 0xa1                                 -> ok
store N+2p 0xa2                                 -> ok
slot A:0 gpa=0x100000 size=16p memfd=M hva=N    -> 0
invariants                                      -> ok

# The guest touches page 0. The fault itself is served from the file, as it must be.
guest A.0 read 0x100000                         -> 0xf0
where A 0x100000                                -> memfd=M page=0

# Then it looked at the other pages of the aligned eight, 1 to 7, and asked the host's
# page table for what the process could write to at this moment: 1 and 2. At page 3 the
# process never touched N, so there it stopped.
where A 0x101000                                -> hva=N+0x1000 prot=rwx
where A 0x102000                                -> hva=N+0x2000
where A 0x103000                                -> unmapped

# INV-14: a slot that lives in guest_memfd alone maps no page of the host's memory.
invariants                                      -> violated rule=INV-14

# The guest reads memory that it was never given,
guest A.0 read 0x101000                         -> 0xa1
# and what it writes is not in the file: it is lost for everybody who looks there, and
# it lies in memory that the process uses for something else.
guest A.0 write 0x102000 0xbad                  -> ok
load H+2p                                       -> 0xf2
load N+2p                                       -> 0xbad

# Page 3 was not there to be taken in advance. Touched, it comes from the file.
guest A.0 read 0x103000                         -> 0xf3

# It takes little for the guest to see the file again: the process unmaps page 1, KVM
# is told and drops the entry, and the next touch is a fault of its own. Under the
# guest's feet a1 has become f1.
munmap N off=1p len=1p                          -> 0
guest A.0 read 0x101000                         -> 0xf1

# A hole in the file (example 06) takes away page 2 of the file, and with it the entry
# for page 2 of the guest, though that was not the file's. But it does not last: the
# next fault beside it brings it back.
fallocate M off=2p len=6p mode=keep_size|punch_hole  -> 0
where A 0x102000                                -> unmapped
guest A.0 read 0x103000                         -> 0
where A 0x102000                                -> hva=N+0x2000

# A VMM that cannot change the kernel can give the file's own mapping as userspace_addr.
# Then both places are the same page, and it does not matter which one KVM takes.
slot A:0 delete                                 -> 0
slot A:0 gpa=0x100000 size=16p memfd=M hva=H    -> 0
guest A.0 read 0x100000                         -> 0xf0
where A 0x101000                                -> memfd=M page=1
invariants                                      -> ok

# Try it: `gmemsim run --tdp-mmu=1` takes the newer code, which maps nothing in advance,
# and `--switch PREFETCH_IGNORES_GMEM=off` a kernel without the defect. Each says which
# of the lines above do not hold then.
