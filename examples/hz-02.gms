# HZ-2. A TD keeps a page that has left its file.
#
# A TD has two page tables, one for private memory and one for shared. So what is zapped
# has a filter: a file without INIT_SHARED is private, and when it loses a page only the
# private table is looked at. But with MMAP the file serves shared accesses as well, and
# those fill the shared table. The hole passes them by: the guest still writes to a page
# that belongs to somebody else by now.
#
# From the source of 6.18 to 7.3, and not seen on a machine. Invariants make an exception
# for it, unless they are told not to.
#
# holds: 6.18 6.19 7.0 7.1 7.2 7.3
# explore: INV-7
# expect-exit: 1

arch x86
hazards 1
vm A type=tdx                                           -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap                         -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.0 write 0x100000 0x11                           -> ok

concurrent
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  schedule p p p p
end
