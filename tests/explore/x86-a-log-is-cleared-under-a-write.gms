# DIRTY-8, X86-DIRTY-4: in every order the write is made; what is large and clean is never
# writable.
# explore: clean
host_huge_level 2
vm A                                     -> 0
vcpu A.0                                 -> 0
mmap H anon len=2M addr=0x40000000       -> 0
enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=3 -> 0
slot A:0 gpa=0x40000000 size=2M hva=H    -> 0
guest A.0 write 0x40000000 1             -> ok
slot A:0 gpa=0x40000000 size=2M hva=H flags=log_dirty -> 0
concurrent
  g: guest A.0 write 0x40001000 7        -> ok
  c: clear_dirty_log A:0 npages=64       -> 0
  always invariants                      -> ok
  eventually load H+4K                   -> 7
end
