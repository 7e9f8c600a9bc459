# X86-TDX-13, HZ-2: what a TD shares through a file with MMAP is in its table for shared
# memory; the hole is punched for the other table only, as the file has no INIT_SHARED.
# So the TD goes on using a page that was given back (X86-TLB-4: that page keeps nothing).
# profiles: 6.18 7.2 7.3

vm T type=tdx                                            -> 0
vcpu T.0                                                 -> 0
memfd M vm=T size=4p flags=mmap                          -> 0
slot T:0 gpa=0x100000 size=4p memfd=M                    -> 0
guest T.0 write 0x100000 0x11                            -> ok
invariants                                               -> ok
fallocate M off=0 len=1p mode=keep_size|punch_hole       -> 0
resident M                                               -> pages=
invariants                                               -> violated rule=X86-INV-4
guest T.0 read 0x100000                                  -> 0x5a5a5a5a5a5a5a5a
guest T.0 write 0x100000 0x22                            -> ok
