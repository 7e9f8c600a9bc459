# X86-FAULT-24: memory of a guest_memfd does not go to swap; a slot whose private pages are there
# has them for what is shared.
# profiles: 6.18 7.2 7.3
async_pf 2

vm A type=sw_protected                               -> 0
vcpu A.0                                             -> 0
mmap H anon len=16p                                  -> 0
memfd M vm=A size=16p flags=mmap                     -> 0
memfd N vm=A size=16p                                -> 0
slot A:0 gpa=0x100000 size=16p hva=H memfd=N         -> 0
slot A:1 gpa=0x200000 size=16p hva=H memfd=M         -> 0
store H 7                                            -> ok
swap_out H                                           -> 0
guest A.0 read 0x200000                              -> 0
guest A.0 read 0x100000                              -> ASYNC_PF
attributes A gpa=0x100000 size=1p private            -> 0
guest A.0 read 0x100000                              -> 0
page_in A.0                                          -> 1
where A 0x100000                                     -> memfd=N
attributes A gpa=0x100000 size=1p shared             -> 0
guest A.0 read 0x100000                              -> 7
invariants                                           -> ok
