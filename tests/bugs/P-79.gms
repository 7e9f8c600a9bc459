# P-79: the page was mapped to be written.
vm A                                                    -> 0
vcpu A.0                                                -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H                     -> 0
guest A.0 write 0x101000 0x11                           -> ok
slot A:0 gpa=0x100000 size=4p hva=H flags=log_dirty     -> 0
guest A.0 write 0x101000 0x22                           -> ok
dirty_log A:0                                           -> pages=1
