# FOP-17: leases of a file that counts as open for writing.
# profiles: 7.1 7.2 7.3

vm A                         -> 0
memfd M vm=A size=4p         -> 0
dup D M                      -> 0
fcntl M setlease lock=rdlck  -> EINVAL
fcntl M setlease lock=wrlck  -> EINVAL
fcntl M setlease lock=unlck  -> EINVAL
fcntl D getlease             -> 2
