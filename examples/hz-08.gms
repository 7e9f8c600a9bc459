# HZ-8. close() has returned, and the guest still has the memory.
#
# A vCPU that faults holds a reference to the file for a moment. If that is the last one,
# the release runs on the vCPU's thread, after close() has come back: whoever thinks that
# the memory is gone then is wrong.
#
# holds: 6.18 6.19 7.0 7.1 7.2 7.3
# explore: result
# expect-exit: 1

vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0

concurrent
  v: guest A.0 write 0x100000 0x11
  c: close M                                            -> 0
  c: where A 0x100000                                   -> unmapped
  schedule v v v v v v v v v v v v v c v v v v v v v v v c
end
