# VCPU-1: and it is far below this.
# profiles: 6.18 7.2 7.3

vm A                                          -> 0
vcpu A.0                                      -> 0
vcpu A.7                                      -> 0
vcpu A.1000000                                -> EINVAL
