# FD-5.
# profiles: 7.2
# options: --inject file:2
vm A            -> 0
open E eventfd  -> ENFILE
open F eventfd  -> 0
