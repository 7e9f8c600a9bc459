# expect-exit: 1
# The run goes on after it.
vm A                     -> 0
memfd M vm=A size=4p     -> EINVAL
memfd N vm=A size=1      -> EINVAL
