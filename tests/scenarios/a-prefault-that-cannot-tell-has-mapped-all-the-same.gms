# PREFAULT-2
# profiles: 6.18 7.2 7.3
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p flags=mmap               -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
prefault A.0 gpa=0 size=2p readonly           -> EFAULT left=8K gpa=0
where A 0                                     -> memfd=M page=0
where A 1p                                    -> memfd=M page=1
prefault A.0 gpa=0 size=8 readonly            -> EFAULT left=8 gpa=0
prefault A.0 gpa=0 size=2p                    -> 0 left=0
