# IOCTL-4
arch arm64
vm A                                          -> 0
populate A gpa=0 size=1p                      -> EINVAL
