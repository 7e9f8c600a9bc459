# ARM-USER-8, ARM-INJ-4, ARM-GMEM-12: fault status 0x35. Other memory aborts in the guest
# once its page is there; guest_memfd is mapped again, which changes nothing, for ever.
# profiles: 7.0 7.2 7.3
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
guest A.0 xadd 0x300000 1 esr=0x92000035             -> ENOSYS

mmap H anon len=1p                                   -> 0
slot A:0 gpa=0x100000 size=1p hva=H                  -> 0
guest A.0 xadd 0x100000 1 esr=0x92000035             -> ABORT ec=0x25 fsc=0x35
where A 0x100000                                     -> unmapped
guest A.0 xadd 0x100000 1                            -> 0

memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:1 gpa=0x200000 size=4p memfd=M                -> 0
guest A.0 xadd 0x200000 1 esr=0x92000035             -> RETRY
guest A.0 xadd 0x200000 1                            -> 0

# A 64-byte access where no memory is tells its registers; it has an exit of its own.
guest A.0 read 0x300000 esr=0x93c08807               -> ARM_LDST64B esr=0x93c08800 gpa=0x300000
