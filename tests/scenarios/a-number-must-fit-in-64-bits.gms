# expect-exit: 2
vm A
memfd M vm=A size=0x10000000000000000
