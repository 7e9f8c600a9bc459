# The descriptor is taken before the file is made: EMFILE leaves nothing behind.
# profiles: 6.12 7.2 7.3
# options: --inject fd:3
vm A type=sw_protected                 -> 0
memfd M vm=A size=1p                   -> 0
memfd N vm=A size=1p                   -> EMFILE
memfd O vm=A size=1p                   -> 0
invariants                             -> ok
