# X86-ZAP-7, X86-LEVEL-8: in every order code and data are found where they are.
# explore: clean
arch x86
host_huge_level 2
nx_huge_pages 1
vm A                                     -> 0
vcpu A.0                                 -> 0
mmap H anon len=2M addr=0x40000000       -> 0
store H 9                                -> ok
slot A:0 gpa=0x40000000 size=2M hva=H    -> 0
guest A.0 exec 0x40001000                -> ok
concurrent
  g: guest A.0 exec 0x40002000           -> ok
  n: recover_nx A                        -> 0
  always invariants                      -> ok
  eventually load H                      -> 9
end
