# MIGRATE-1, MIGRATE-2: while a page moves its folio is locked and its PTEs are migration entries: a
# fault waits, and finds the page in its new place.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                             -> 0
vcpu A.0                         -> 0
mmap E anon len=1p               -> 0
slot A:0 gpa=0 size=1p hva=E     -> 0
store E 0x5a                     -> ok

concurrent
  a: move_pages E node=1         -> 0 status=1
  b: load E                      -> 0x5a
  c: guest A.0 write 0 0x5b      -> ok
  step a until move
  step b until migration-entry-wait
  always invariants              -> ok
  eventually move_pages E        -> 0 status=1
end
load E                           -> 0x5b
