# CREATE-1, CREATE-2, CREATE-3: flags and size first, then EMFILE.
# profiles: 6.18 7.2 7.3
# options: --inject fd:2
vm A                            -> 0
memfd a vm=A size=1p flags=0x8  -> EINVAL
memfd b vm=A size=1             -> EINVAL
memfd c vm=A size=1p            -> EMFILE
