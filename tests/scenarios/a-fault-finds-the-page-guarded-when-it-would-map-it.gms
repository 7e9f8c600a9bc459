# GUARD-2: the guard page was set while the fault was on its way.

vm A  -> 0
memfd M vm=A size=4p flags=mmap|init_shared   -> 0
mmap H memfd=M len=2p                         -> 0

concurrent
  s: store H 2                                -> SIGSEGV code=SEGV_MAPERR
  g: madvise H guard_install                  -> 0
  step s until set-pte
  step g until guard
  schedule g g
  always invariants                           -> ok
end

resident M                                    -> pages=0
load H                                        -> SIGSEGV code=SEGV_MAPERR
invariants                                    -> ok
