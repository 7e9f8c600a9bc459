# INVAL-15, RELEASE-3: the last reference to a file goes while a vCPU uses it; what it maps
# goes in two parts. The fault ends with the page, or with the exit of a closed file.
# explore: clean
arch x86
vm A                                                      -> 0
vcpu A.0                                                  -> 0
memfd M vm=A size=4M flags=mmap|init_shared               -> 0
slot A:0 gpa=0x200000 size=4M memfd=M                     -> 0
guest A.0 write 0x200000 0x11                             -> ok
guest A.0 write 0x400000 0x22                             -> ok
concurrent
  v: guest A.0 read 0x401000
  c: close M                                              -> 0
  always    invariants                                    -> ok
end
where A 0x200000                                          -> unmapped
where A 0x400000                                          -> unmapped
guest A.0 read 0x200000                                   -> MEMORY_FAULT gpa=0x200000 flags=0 errno=EFAULT
