# HZ-10, PROCESS-VM-1: the page was pinned, then punched, then copied: the copy has the old
# bytes, as a pin keeps them; a copy through the page table would fault and find zeroes.

vm A                                        -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
mmap H memfd=M len=4p                       -> 0
mmap B anon len=4p                          -> 0
open P pipe                                 -> 0
store H 0x71                                -> ok
concurrent
  a: process_vm_readv B H len=8             -> 8
  b: write P len=8 buf=H                    -> 8
  c: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  step a until copy
  step b until copy
  step c until unlock
  always invariants                         -> ok
end
load B                                      -> 0x71
read P len=8 buf=B                          -> 8
load B                                      -> 0
invariants                                  -> ok
