# SCN-3: host and vCPU touch one absent page. It is zeroed once, under the folio lock,
# so neither store is lost.
# profiles: 6.18 7.2 7.3

vm A                                                        -> 0
vcpu A.0                                                    -> 0
memfd M vm=A size=4p flags=mmap|init_shared                 -> 0
mmap H memfd=M len=4p                                       -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                       -> 0

concurrent
  guest: guest A.0 write 0x100000 0x11                      -> ok
  host:  store H+8 0x22                                     -> ok
  step guest until insert-folio
  step host until insert-folio
  always invariants                                         -> ok
end
load H                                                      -> 0x11
load H+8                                                    -> 0x22
resident M                                                  -> pages=0
