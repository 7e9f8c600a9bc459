# X86-TDX-3: a private fault that meets an invalidation is tried again without entering the
# guest; what was private and is not is found by the attempt that follows.
# profiles: 6.16 6.18 7.2 7.3

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
memfd M vm=T size=4p                                       -> 0
mmap H anon len=4p                                         -> 0
slot T:0 gpa=0x100000 size=4p hva=H memfd=M                -> 0
attributes T gpa=0x100000 size=2p private                  -> 0
guest T.0 write 0x100000 0x11 private                      -> ok

concurrent
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole    -> 0
  v: guest T.0 read 0x100000 private                       -> 0
  step p until truncate
  step v until re-enter
  schedule v v v v v
end
resident M                                                 -> pages=0
where T 0x100000 private                                   -> memfd=M page=0
invariants                                                 -> ok
