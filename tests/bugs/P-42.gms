# P-42: a private access to shared memory.
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=8p                                    -> 0
mmap H anon len=4p                                      -> 0
slot A:0 gpa=0x100000 size=4p hva=H memfd=M             -> 0
guest A.0 read 0x100000 private                         -> MEMORY_FAULT flags=private
