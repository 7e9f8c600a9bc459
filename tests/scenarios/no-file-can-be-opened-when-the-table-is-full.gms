# FD-5.
# profiles: 7.2
# options: --inject file:1
vm A            -> 0
open E eventfd  -> ENFILE
open F eventfd  -> 0
