# FORK-4, MADV-7: a private page with a long-term reference is not shared: the child
# gets a copy at once, and what holds the reference goes on to see what the parent
# writes. A page that a fork shared is copied when the reference is taken.

vm A                                                -> 0
vcpu A.0                                            -> 0
mmap X anon len=4p                                  -> 0
slot A:0 gpa=0 size=4p hva=X                        -> 0
store X 0x11                                        -> ok
store X+1p 0x12                                     -> ok
gup X                                               -> ok
fork C                                              -> 0
store X 0x21                                        -> ok
load X by=C                                         -> 0x11
gup X+1p                                            -> ok
store X+1p 0x22                                     -> ok
load X+1p by=C                                      -> 0x12
invariants                                          -> ok
exit C                                              -> 0
ungup X                                             -> ok
ungup X+1p                                          -> ok
invariants                                          -> ok
