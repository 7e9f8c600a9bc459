# FUTEX-1 to FUTEX-5, HFAULT-8: processes that map the page anywhere meet at it, also
# after it was punched; private memory and private futexes are each process's own.
# Measured on 6.18.44.

vm A                                        -> 0
memfd M vm=A size=4p flags=mmap|init_shared -> 0
mmap H memfd=M len=4p                       -> 0
mmap X anon len=1p                          -> 0
store H+8 5                                 -> ok
store X 5                                   -> ok
fork C                                      -> 0
mmap K memfd=M len=4p by=C                  -> 0

futex_wait H+8 6                            -> EAGAIN
futex_wait H+8 5                            -> ETIMEDOUT
futex_wait H+12 0                           -> ETIMEDOUT
futex_wait H+8 5 private                    -> ETIMEDOUT
futex_wait H+10 5                           -> EINVAL
futex_wake H+8 1                            -> 0
concurrent
  f: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  f: futex_wake X 9                         -> 0
  f: futex_wake H+8 2                       -> 2
  a: futex_wait K+8 5 by=C                  -> 0
  b: futex_wait H+8 5                       -> 0
  c: futex_wait H+8 5 private               -> ETIMEDOUT
  d: futex_wait X 5 by=C                    -> ETIMEDOUT
  e: futex_wait K+8 5 by=C                  -> ETIMEDOUT
  step a until timeout
  step b until timeout
  step c until timeout
  step d until timeout
  step e until timeout
  always invariants                         -> ok
end
