# EXIT-8, as far as a software-protected guest reaches: its accesses always match the
# attribute (X86-ERR-7). N is a plain slot, G a file without MMAP, M one with it.
# profiles: 6.18 7.2 7.3

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
mmap H anon len=8p                                  -> 0
memfd G vm=P size=4p                                -> 0
memfd M vm=P size=4p flags=mmap                     -> 0
slot P:0 gpa=0x100000 size=4p hva=H                 -> 0
slot P:1 gpa=0x200000 size=4p hva=H+4p memfd=G      -> 0
slot P:2 gpa=0x300000 size=4p memfd=M               -> 0

# Shared: N and G reach userspace_addr, M its file, no slot is MMIO.
guest P.0 write 0x100000 0x11                       -> ok
load H                                              -> 0x11
guest P.0 write 0x200000 0x22                       -> ok
load H+4p                                           -> 0x22
guest P.0 write 0x300000 0x33                       -> ok
resident M                                          -> pages=0
guest P.0 read 0x400000                             -> MMIO

attributes P gpa=0x101000 size=1p private           -> 0
attributes P gpa=0x201000 size=1p private           -> 0
attributes P gpa=0x301000 size=1p private           -> 0
attributes P gpa=0x401000 size=1p private           -> 0

# Private: G and M are consumed; N and no slot are an exit with the private flag.
guest P.0 write 0x201000 0x44 private               -> ok
resident G                                          -> pages=1
guest P.0 write 0x301000 0x55 private               -> ok
resident M                                          -> pages=0,1
guest P.0 read 0x101000 private                     -> MEMORY_FAULT gpa=0x101000 size=4K flags=private errno=EFAULT
guest P.0 write 0x401000 1 private                  -> MEMORY_FAULT gpa=0x401000 size=4K flags=private errno=EFAULT
# The exit repeats until user space changes something (EXIT-7).
guest P.0 write 0x401ff8 1 private                  -> MEMORY_FAULT gpa=0x401000 size=4K flags=private errno=EFAULT

# The file closed: private accesses to G and all accesses to M.
close G                                             -> 0
close M                                             -> 0
guest P.0 read 0x200000                             -> 0x22
guest P.0 read 0x201000 private                     -> MEMORY_FAULT gpa=0x201000 size=4K flags=private errno=EFAULT
guest P.0 read 0x300000                             -> MEMORY_FAULT gpa=0x300000 size=4K flags=0 errno=EFAULT
guest P.0 read 0x301000 private                     -> MEMORY_FAULT gpa=0x301000 size=4K flags=private errno=EFAULT
invariants                                          -> ok
