# ARM-ESR-10, ARM-MMIO-2, ARM-MMIO-3: atomics, pairs and the like tell neither register
# nor size (ISV=0). KVM cannot emulate them; a VMM may ask to be told (177: NISV_TO_USER).
# profiles: 6.18 7.2 7.3
arch arm64

vm A                                                -> 0
vcpu A.0                                            -> 0
guest A.0 read 0x100000 isv=0                       -> ENOSYS
guest A.0 write 0x100000 1 isv=0                    -> ENOSYS
guest A.0 xadd 0x100000 1                           -> ENOSYS
guest A.0 read 0x100000                             -> MMIO gpa=0x100000 len=8 write=0

enable_cap A ARM_NISV_TO_USER                       -> 0
guest A.0 write 0x100000 1 isv=0                    -> ARM_NISV esr=0x45 gpa=0x100000
# An atomic would have failed to read already: WnR is 0.
guest A.0 xadd 0x100000 1                           -> ARM_NISV esr=0x5 gpa=0x100000
guest A.0 xadd 0x100000 1 wnr=1                     -> ARM_NISV esr=0x45
guest A.0 xadd 0x100000 1 isv=1                     -> MMIO len=1 write=0

# Where there is memory nobody asks.
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
guest A.0 write 0x100000 5 isv=0                    -> ok
guest A.0 xadd 0x100000 1                           -> 5
