# P-64: memory failure has the folio and wants the file; the allocation the other way round.
vm A                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
fallocate M off=0 len=1p mode=keep_size                 -> 0
concurrent
  a: fallocate M off=0 len=1p mode=keep_size            -> 0
  m: poison M off=0
end
