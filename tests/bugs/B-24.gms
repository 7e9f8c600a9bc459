# B-24: the launch of the TD was not finished.
vm A type=tdx                                           -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
attributes A gpa=0x100000 size=4p private               -> 0
prefault A.0 gpa=0x100000 size=1p                       -> EOPNOTSUPP
