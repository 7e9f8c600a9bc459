# PREFAULT-3, PREFAULT-4, PREFAULT-5: two places a page listen for signals.
# options: --inject signal:1
# profiles: 6.18 7.2 7.3
vm A                                          -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=2p flags=mmap               -> 0
slot A:0 gpa=0 size=2p memfd=M                -> 0
prefault A.0 gpa=0 size=2p                    -> EINTR left=8K gpa=0
prefault A.0 gpa=0 size=2p                    -> 0 left=0
