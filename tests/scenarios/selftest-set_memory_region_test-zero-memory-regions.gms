# The kernel's selftest set_memory_region_test, zero_memory_regions: a vCPU without any
# memory cannot fetch its first instruction, and there is nothing to emulate.
# profiles: 6.8 6.12 6.16 6.18 6.19 7.0 7.1 7.2 7.3

vm A                       -> 0
vcpu A.0                   -> 0
guest A.0 exec 0xfffffff0  -> INTERNAL_ERROR suberror=1
invariants                 -> ok
