# SCN-2: two vCPUs fault on one absent page: one folio, zeroed once.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
vcpu A.1                                                -> 0
concurrent
  v: guest A.0 write 0x100000 0x11                      -> ok
  u: guest A.1 write 0x100008 0x22                      -> ok
  eventually resident M                                 -> pages=0
end
guest A.0 read 0x100000                                 -> 0x11
guest A.0 read 0x100008                                 -> 0x22
