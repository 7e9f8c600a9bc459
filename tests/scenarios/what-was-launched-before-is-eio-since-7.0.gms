# POPULATE-4, POPULATE-7, X86-TDX-11: nobody but the architecture minds a page that
# is ready; the source is read before the file is looked at.
# profiles: 7.0 7.1 7.2
vm A type=tdx                                 -> 0
memfd M vm=A size=4p                          -> 0
mmap S anon len=4p                            -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
attributes A gpa=0 size=4p private            -> 0
populate A gpa=0 size=1p source=S             -> 0
populate A gpa=0 size=1p source=S             -> EIO
populate A gpa=1p size=1p                     -> EOPNOTSUPP
populate A gpa=2p size=1p source=S+4p         -> EFAULT
resident M                                    -> pages=0,1
