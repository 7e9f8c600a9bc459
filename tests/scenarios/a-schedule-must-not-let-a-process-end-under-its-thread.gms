# EXIT-MM-2: the end of a process waits for its thread in the kernel, so that a schedule
# cannot ask for it.
# expect-exit: 2

vm A                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
fork C                                              -> 0
concurrent
  a: fallocate M off=0 len=1p mode=keep_size by=C
  b: exit C
  step a until allocate-folio
  schedule b
end
