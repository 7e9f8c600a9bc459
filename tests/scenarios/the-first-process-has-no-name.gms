# An operation names another process than the first; only its children have names.
# expect-exit: 2

vm A -> 0
load 0 by=init
