# A guest access tells by which page it was translated and what that permits.
# X86-LEVEL-5, X86-LEVEL-10, X86-SPTE-4
host_huge_level 2
vm A                                                   -> 0
vcpu A.0                                               -> 0
memfd M vm=A size=4p flags=mmap|init_shared            -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                  -> 0
mmap H anon len=2M                                     -> 0
slot A:1 gpa=0x200000 size=2M hva=H                    -> 0
mmap R anon len=4p                                     -> 0
slot A:2 gpa=0x800000 size=4p hva=R flags=readonly     -> 0

guest A.0 write 0x100000 0x11                          -> ok level=4K prot=rwx
guest A.0 read 0x100000                                -> 0x11 level=4K prot=rwx
guest A.0 write 0x200000 0x22                          -> ok level=2M prot=rwx
guest A.0 read 0x3ff000                                -> 0 level=2M
guest A.0 exec 0x200000                                -> ok level=2M
guest A.0 read 0x800000                                -> 0 level=4K prot=rx
