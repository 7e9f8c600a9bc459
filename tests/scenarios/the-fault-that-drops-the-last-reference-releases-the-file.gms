# SCN-7, GETPFN-3, RELEASE-4, HZ-8: close() finds a vCPU that holds the file for a moment
# and returns at once. The vCPU drops the last reference, and the release is its to run
# before it enters the guest again; so what it maps meanwhile does not stay.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap                             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0

concurrent
  fault: guest A.0 read 0x100000                            -> MEMORY_FAULT gpa=0x100000 flags=0 errno=EFAULT
  close: close M                                            -> 0
  step fault until put-file
  # One step is the whole close.
  schedule close
  step fault until lock-slots
  always invariants                                         -> ok
end
where A 0x100000                                            -> unmapped
slot A:0 delete                                             -> 0
