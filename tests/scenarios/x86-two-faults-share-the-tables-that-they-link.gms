# X86-TDP-4, V16: each fault links a table a step, under mmu_lock held for read by both.
# Whoever finds a table where there was none when it looked faults again, and goes on with it.
# profiles: 6.12 7.2 7.3
# worlds: - --vendor=amd --root-level=5

vm A                                                -> 0
vcpu A.0                                            -> 0
vcpu A.1                                            -> 0
mmap H anon len=4p                                  -> 0
slot A:0 gpa=2M size=4p hva=H                       -> 0

concurrent
  a: guest A.0 write 0x200000 1                     -> ok
  b: guest A.1 write 0x201000 2                     -> ok
  step a until install
  step b until install
  schedule a b a b a b a b
end

where A 0x200000                                    -> hva=H+0 level=4K prot=rwx
where A 0x201000                                    -> hva=H+0x1000 level=4K prot=rwx
load H+0                                            -> 1
load H+0x1000                                       -> 2
invariants                                          -> ok
