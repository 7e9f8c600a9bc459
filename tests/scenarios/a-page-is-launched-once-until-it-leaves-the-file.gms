# POPULATE-7, POPULATE-8, X86-SNP-1, X86-SNP-2, X86-SNP-7, FOLIO-5: whether launch
# update or the guest came first, the page is the guest's until it is punched; SNP
# says EIO whatever the reason.
# profiles: 6.12 6.18 7.1 7.2 7.3
vm A type=snp                                 -> 0
vcpu A.0                                      -> 0
memfd M vm=A size=4p                          -> 0
slot A:0 gpa=0 size=4p memfd=M                -> 0
attributes A gpa=0 size=4p private            -> 0
populate A gpa=0 size=1p                      -> 0
populate A gpa=0 size=1p                      -> EIO left=4K gpa=0
guest A.0 write 1p 7 private                  -> ok
populate A gpa=1p size=1p                     -> EIO
# The second page stops it, and what was done counts.
populate A gpa=2p size=2p                     -> 0 left=0
fallocate M off=2p len=1p mode=keep_size|punch_hole -> 0
populate A gpa=2p size=2p                     -> 0 left=4K gpa=0x3000
# Converting to shared and back does not take the page away from the guest.
attributes A gpa=0 size=1p shared             -> 0
attributes A gpa=0 size=1p private            -> 0
populate A gpa=0 size=1p                      -> EIO
fallocate M off=0 len=2p mode=keep_size|punch_hole -> 0
populate A gpa=0 size=2p                      -> 0 left=0
# A page that was only allocated is nobody's yet.
fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
fallocate M off=0 len=1p mode=keep_size       -> 0
populate A gpa=0 size=1p                      -> 0
