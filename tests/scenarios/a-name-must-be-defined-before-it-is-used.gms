# expect-exit: 2
vm A
fallocate M off=0 len=1p
memfd M vm=A size=4p
