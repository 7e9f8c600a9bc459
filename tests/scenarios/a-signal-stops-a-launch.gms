# POPULATE-4, POPULATE-8: the first page was done, so SNP says nothing of the signal.
# options: --inject signal:2
# profiles: 6.18 7.2 7.3
vm A type=snp                                 -> 0
memfd M vm=A size=4p                          -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
attributes A gpa=0 size=4p private            -> 0
populate A gpa=0 size=4p                      -> 0 left=12K gpa=0x1000
populate A gpa=1p size=3p                     -> 0 left=0
