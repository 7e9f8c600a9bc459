# ARM-ABORT-5: fault status 0x35 is unknown; bits 12:11 mean nothing.
# profiles: 6.18
arch arm64

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=1p                                   -> 0
slot A:0 gpa=0x100000 size=1p hva=H                  -> 0
guest A.0 xadd 0x100000 1 esr=0x92000035             -> EFAULT
guest A.0 read 0x300000 esr=0x93c08807               -> MMIO len=8 write=0
