# EXIT-8, CONSUME-6: the rows in which access and attribute disagree. A confidential
# guest (SNP) says with each access which memory it means. The mismatch is found
# before the slot is looked at, so a plain slot, a guest_memfd slot, one whose file
# has MMAP, and no slot at all behave alike.
# profiles: 6.18 7.2 7.3

vm S type=snp                                       -> 0
vcpu S.0                                            -> 0
mmap H anon len=8p                                  -> 0
memfd G vm=S size=4p                                -> 0
memfd M vm=S size=4p flags=mmap                     -> 0
slot S:0 gpa=0x100000 size=4p hva=H                 -> 0
slot S:1 gpa=0x200000 size=4p hva=H+4p memfd=G      -> 0
slot S:2 gpa=0x300000 size=4p memfd=M               -> 0

# The attribute is shared, the access private: flags=private says what was asked for.
guest S.0 read 0x100000 private                     -> MEMORY_FAULT gpa=0x100000 size=4K flags=private errno=EFAULT
guest S.0 read 0x200000 private                     -> MEMORY_FAULT gpa=0x200000 size=4K flags=private errno=EFAULT
guest S.0 write 0x300008 1 private                  -> MEMORY_FAULT gpa=0x300000 size=4K flags=private errno=EFAULT
guest S.0 read 0x400000 private                     -> MEMORY_FAULT gpa=0x400000 size=4K flags=private errno=EFAULT

attributes S gpa=0x100000 size=4M private           -> 0
# The other way round.
guest S.0 read 0x100000                             -> MEMORY_FAULT gpa=0x100000 size=4K flags=0 errno=EFAULT
guest S.0 read 0x200000                             -> MEMORY_FAULT gpa=0x200000 size=4K flags=0 errno=EFAULT
guest S.0 write 0x300008 1                          -> MEMORY_FAULT gpa=0x300000 size=4K flags=0 errno=EFAULT
guest S.0 read 0x400000                             -> MEMORY_FAULT gpa=0x400000 size=4K flags=0 errno=EFAULT

# What a VMM does about it: convert as the guest asked, and run again (EXIT-7).
attributes S gpa=0x200000 size=1p shared            -> 0
guest S.0 read 0x200000                             -> 0
guest S.0 write 0x201000 0x22 private               -> ok
resident G                                          -> pages=1
