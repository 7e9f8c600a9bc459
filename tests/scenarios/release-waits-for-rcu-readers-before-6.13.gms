# RELEASE-3: between the slots' last sight of the file and the zap.  No reader is
# inside for longer than a step, so that the wait always ends at once.
# profiles: 6.8 6.12
profile 6.12
vm A type=sw_protected                        -> 0
memfd M vm=A size=1p                          -> 0
slot A:0 gpa=0 size=1p memfd=M                -> 0
concurrent
  c: close M                                  -> 0
  step c until wait-rcu
  schedule c
  step c until invalidate-end
end
slot A:0 delete                               -> 0
