# CONSUME-2, ARM-GMEM-6
arch arm64
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
guest A.0 read 0                              -> 0
guest A.0 xadd 0 8                            -> 0
guest A.0 xadd 0 1                            -> 8
guest A.0 read 0                              -> 9
