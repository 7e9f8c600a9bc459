# X86-FAULT-24, X86-APF-1: in every order of a zap, the worker and the fault that it serves.
# explore: clean
arch x86
async_pf 1
vm A                                     -> 0
vcpu A.0                                 -> 0
mmap H anon len=4p                       -> 0
store H+4K 5                             -> ok
slot A:0 gpa=0x100000 size=4p hva=H      -> 0
swap_out H+4K                            -> 0
concurrent
  g: guest A.0 read 0x101000             -> 5
  r: reclaim H+4K                        -> 0
  always invariants                      -> ok
end
