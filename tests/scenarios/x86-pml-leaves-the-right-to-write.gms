# X86-PML-1, X86-DIRTY-2, X86-DIRTY-4, X86-EPT-7: the dirty bit says which pages were
# written, so that nothing faults.

pml 1

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap H anon len=4p                                  -> 0
slot A:0 gpa=2M size=4p hva=H                       -> 0
store H+3p 1                                        -> ok
guest A.0 write 0x200000 1                          -> ok
prefault A.0 gpa=0x201000 size=4K                   -> 0 left=0
slot A:0 gpa=2M size=4p hva=H flags=log_dirty       -> 0
where A 0x200000                                    -> prot=rwx
dirty_log A:0                                       -> pages=
guest A.0 read 0x201000                             -> 0
dirty_log A:0                                       -> pages=
guest A.0 write 0x200000 2                          -> ok
guest A.0 write 0x200000 3                          -> ok
dirty_log A:0                                       -> pages=0
where A 0x200000                                    -> prot=rwx
guest A.0 write 0x200000 4                          -> ok
# A new leaf is logged when it is made, though only read.
guest A.0 read 0x203000                             -> 1
dirty_log A:0                                       -> pages=0,3
