# GUARD-1: a page that a fault brings in while the guard is being set is taken away again.

vm A  -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=2p                         -> 0
store H 1                                     -> ok

concurrent
  g: madvise H guard_install                  -> 0
  s: store H+1p 2
  step g until guard
  step s until after-fault
  always invariants                           -> ok
end

load H                                        -> SIGSEGV code=SEGV_MAPERR
load H+1p                                     -> SIGSEGV code=SEGV_MAPERR
resident M                                    -> pages=0,1
invariants                                    -> ok
