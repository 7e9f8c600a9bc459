# B-51: a TD's first page needs a source.
vm A type=tdx                                           -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
attributes A gpa=0x100000 size=4p private               -> 0
populate A gpa=0x100000 size=1p                         -> EINVAL
resident M                                              -> pages=
