# VCPU-5: the page is mapped, and the access waits for the next KVM_RUN.
# options: --inject signal:2
# profiles: 6.18 7.2 7.3
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=1p flags=mmap               -> 0
slot A:0 gpa=0 size=1p memfd=M                -> 0
guest A.0 write 0 5                           -> EINTR
where A 0                                     -> memfd=M page=0
guest A.0 read 0                              -> 0
