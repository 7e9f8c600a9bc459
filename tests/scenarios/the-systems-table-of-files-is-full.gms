# CREATE-3, FD-5: ENFILE comes after EINVAL, and leaves nothing behind.
# profiles: 6.18 7.2 7.3
# options: --inject file:2
vm A                  -> 0
memfd M vm=A size=0   -> EINVAL
memfd N vm=A size=1p  -> ENFILE
memfd O vm=A size=1p  -> 0
open E eventfd        -> 0
invariants            -> ok
