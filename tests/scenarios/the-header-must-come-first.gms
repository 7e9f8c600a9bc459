# expect-exit: 2
vm A
profile 7.2
