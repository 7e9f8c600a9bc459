# The kernel's selftest set_memory_region_test, add_private_memory_region: what is no file of
# this VM cannot be bound, nor can an offset that splits a page (golden.sh has all of
# them). add_max_memory_regions is golden.sh's GV-12.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm P type=sw_protected                             -> 0
# /dev/kvm, the VM itself, and, for an ordinary memfd, another open file.
slot P:10 gpa=0xc0000000 size=2M memfd=3           -> EINVAL
slot P:10 gpa=0xc0000000 size=2M memfd=4           -> EINVAL
slot P:10 gpa=0xc0000000 size=2M memfd=0           -> EINVAL
# Another VM's file. To that VM it is good.
vm Q type=sw_protected                             -> 0
memfd N vm=Q size=2M                               -> 0
slot P:10 gpa=0xc0000000 size=2M memfd=N           -> EINVAL
slot Q:10 gpa=0xc0000000 size=2M memfd=N           -> 0
close N                                            -> 0
close Q                                            -> 0

memfd M vm=P size=2M                               -> 0
slot P:10 gpa=0xc0000000 size=2M memfd=M off=1     -> EINVAL
slot P:10 gpa=0xc0000000 size=2M memfd=M off=4095  -> EINVAL
slot P:10 gpa=0xc0000000 size=2M memfd=M           -> 0
close M                                            -> 0
invariants                                         -> ok
