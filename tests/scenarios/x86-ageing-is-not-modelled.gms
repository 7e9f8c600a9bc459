# NOTIFY-AGE
# expect-exit: 3
vm A                                                 -> 0
mmap H anon len=4p                                   -> 0
age H
