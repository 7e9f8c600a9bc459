# SCN-3: a vCPU and the host fault on one absent page: neither loses what the other wrote.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
mmap H memfd=M len=4p                                   -> 0
concurrent
  v: guest A.0 write 0x100000 0x11                      -> ok
  h: store H+8 0x22                                     -> ok
  eventually resident M                                 -> pages=0
end
guest A.0 read 0x100008                                 -> 0x22
load H                                                  -> 0x11
