# FOP-6: which errno, mode by mode.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                                                          -> 0
memfd M vm=A size=4p                                          -> 0
reopen a M                                                    -> ENXIO
reopen b M flags=wronly                                       -> ENXIO
reopen c M flags=rdwr                                         -> ENXIO
reopen d M flags=3                                            -> ENXIO
reopen e M flags=rdwr|trunc                                   -> ENXIO
reopen f M flags=creat                                        -> ENXIO
reopen g M flags=append|direct|noatime|nonblock|sync|cloexec  -> ENXIO
reopen h M flags=creat|excl                                   -> EEXIST
reopen i M flags=creat|excl|nofollow                          -> EEXIST
reopen j M flags=nofollow                                     -> ELOOP
reopen k M flags=creat|nofollow                               -> ELOOP
reopen l M flags=directory                                    -> ENOTDIR
reopen m M flags=directory|nofollow                           -> ENOTDIR
reopen n M flags=path|directory                               -> ENOTDIR
reopen o M flags=rdwr|tmpfile                                 -> ENOTDIR
reopen p M flags=path|rdwr|tmpfile                            -> ENOTDIR
reopen q M flags=path|rdwr|trunc|creat                        -> 0

# What contradicts itself is refused before the path is looked at.
reopen r M flags=tmpfile               -> EINVAL
reopen s M flags=creat|directory       -> EINVAL
reopen t M flags=creat|excl|directory  -> EINVAL
close M                                -> 0
reopen u M flags=tmpfile               -> EINVAL
reopen v M flags=rdwr                  -> ENOENT
reopen x M flags=path                  -> ENOENT
readlink M                             -> ENOENT
