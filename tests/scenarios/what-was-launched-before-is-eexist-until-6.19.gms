# POPULATE-4, POPULATE-7: the generic check for a page that is ready, before the
# callback looks for its source.
# profiles: 6.16 6.18 6.19
profile 6.19
vm A type=tdx                                 -> 0
memfd M vm=A size=4p                          -> 0
mmap S anon len=4p                            -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
attributes A gpa=0 size=4p private            -> 0
populate A gpa=0 size=1p source=S             -> 0
populate A gpa=0 size=1p source=S             -> EEXIST
# Address 0 is no source.
populate A gpa=1p size=1p                     -> EFAULT
# The folio of the page that failed stays, raw.
resident M                                    -> pages=0,1
populate A gpa=1p size=1p source=S            -> 0
