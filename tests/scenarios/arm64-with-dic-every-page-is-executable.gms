# ARM-GMEM-6, ARM-USER-9: no instruction cache has to be told.
# profiles: 6.18 7.0 7.2 7.3
arch arm64
dic 1
fwb 1

vm A                                                 -> 0
vcpu A.0                                             -> 0
check_extension A 243                                -> 1
memfd M vm=A size=4p flags=mmap|init_shared          -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                -> 0
mmap H anon len=1p                                   -> 0
slot A:1 gpa=0x200000 size=1p hva=H                  -> 0
guest A.0 write 0x100000 5                           -> ok
where A 0x100000                                     -> memfd=M page=0 prot=rwx
guest A.0 exec 0x100000                              -> ok
guest A.0 write 0x200000 5                           -> ok
where A 0x200000                                     -> hva=H prot=rwx
