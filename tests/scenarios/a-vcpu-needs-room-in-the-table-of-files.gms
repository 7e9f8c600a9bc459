# FD-5: a VM and a vCPU are open files too.
# profiles: 6.18 7.2
# options: --inject file:2
vm A      -> 0
vcpu A.0  -> ENFILE
vcpu A.1  -> 0
