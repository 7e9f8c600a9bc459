# P-75: the host waits for a folio that the hole takes away.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap H memfd=M len=4p                                   -> 0
fallocate M off=0 len=1p mode=keep_size                 -> 0
concurrent
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  h: store H 0x22                                       -> ok
end
