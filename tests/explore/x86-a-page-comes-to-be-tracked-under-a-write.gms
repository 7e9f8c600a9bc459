# X86-FAULT-7, X86-DIRTY-6: in every order the write is made, by the guest or by KVM, and when
# all is done the page cannot be written by the guest.
# explore: clean
arch x86
vm A                                     -> 0
vcpu A.0                                 -> 0
mmap H anon len=4p                       -> 0
store H+4K 1                             -> ok
slot A:0 gpa=0x100000 size=4p hva=H      -> 0
concurrent
  g: guest A.0 write 0x101000 7          -> ok
  t: write_track A 0x101000              -> 0
  always invariants                      -> ok
  eventually load H+4K                   -> 7
end
