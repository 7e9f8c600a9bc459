# POPULATE-2, POPULATE-5, POPULATE-8, X86-TDX-11: TDX asks page by page, so that a
# range may span slots and the errno comes through, with what was done before it.
# profiles: 6.16 6.18 7.1 7.2 7.3
vm A type=tdx                                 -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=8p                          -> 0
mmap S anon len=4p                            -> 0
slot A:0 gpa=0 size=1p memfd=M off=0          -> 0
slot A:1 gpa=1p size=3p memfd=M off=4p        -> 0
slot A:2 gpa=8p size=1p hva=S                 -> 0
attributes A gpa=0 size=3p private            -> 0
store S+1p 0x22                               -> ok
populate A gpa=0 size=2p source=S             -> 0 left=0 gpa=0x2000
guest A.0 read 1p private                     -> 0x22
# Not private.
populate A gpa=2p size=2p source=S            -> EINVAL left=4K gpa=0x3000
# No slot, and one without guest_memfd.
populate A gpa=4p size=1p source=S            -> EINVAL left=4K gpa=0x4000
populate A gpa=8p size=1p source=S            -> EINVAL
attributes A gpa=3p size=1p private           -> 0
# Nothing at the source.
populate A gpa=3p size=1p source=S+4p         -> EFAULT
# The folio of the page that was not private stays, raw.
resident M                                    -> pages=0,4,5,6
