# expect-exit: 2
vm A
memfdd M vm=A size=4p
