# expect-exit: 2
vm A
memfd A vm=A size=4p
