# B-21: what a conversion that failed has reserved is neither private nor mixed with anything.
# options: --inject alloc:9
vm A type=sw_protected                                  -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4M                                    -> 0
mmap H anon len=4M                                      -> 0
slot A:0 gpa=0x200000 size=4M hva=H memfd=M             -> 0
attributes A gpa=0x200000 size=2M private               -> ENOMEM
attributes A gpa=0x200000 size=1p shared                -> 0
