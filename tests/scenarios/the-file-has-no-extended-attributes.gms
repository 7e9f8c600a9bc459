# FOP-13: flags, name and size are looked at before the descriptor.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                            -> 0
memfd M vm=A size=1p                            -> 0
fsetxattr M user len=1                          -> EOPNOTSUPP
fsetxattr M trusted len=1 flags=create|replace  -> EOPNOTSUPP
fsetxattr M user len=1 flags=4                  -> EINVAL
fsetxattr M empty len=1                         -> ERANGE
fsetxattr M empty len=1 flags=4                 -> EINVAL
fsetxattr M security len=65537                  -> E2BIG
fgetxattr M system                              -> EOPNOTSUPP
fgetxattr M empty                               -> ERANGE
fremovexattr M unknown                          -> EOPNOTSUPP
flistxattr M                                    -> 0
close M                                         -> 0
fsetxattr M user len=65536                      -> EBADF
fsetxattr M user len=65537                      -> E2BIG
fgetxattr M empty                               -> ERANGE
flistxattr M                                    -> EBADF
