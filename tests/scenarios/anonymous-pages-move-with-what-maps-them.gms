# MIGRATE-1, MBIND-5, MOVEPAGES-1, MOVEPAGES-2: anonymous memory moves to the node that is
# asked for, with its content; a vCPU that has it mapped faults again and finds it there.
# Who holds a reference keeps the page where it is. Asked of 6.18 and 7.2.
# profiles: 6.18 6.19 7.0 7.1 7.2 7.3

vm A                                       -> 0
vcpu A.0                                   -> 0
mmap E anon len=4p                         -> 0
slot A:0 gpa=0 size=4p hva=E               -> 0
guest A.0 write 0 0x5a                     -> ok
where A 0                                  -> hva=E
move_pages E                               -> 0 status=0
move_pages E node=1                        -> 0 status=1
where A 0                                  -> unmapped
move_pages E                               -> 0 status=1
load E                                     -> 0x5a
guest A.0 read 0                           -> 0x5a
move_pages E+8                             -> 0 status=1

mbind E bind nodes=0 flags=strict          -> EIO
mbind E bind nodes=0 flags=move|strict     -> 0
move_pages E                               -> 0 status=0
mbind E local flags=strict                 -> EIO
mbind E preferred flags=move|strict        -> 0
mbind E interleave nodes=0,1 flags=strict  -> 0
mbind E default flags=move                 -> 0
move_pages E                               -> 0 status=0

gup E                                      -> ok
mbind E bind nodes=1 flags=move|strict     -> EIO
move_pages E node=1                        -> 1
ungup E                                    -> ok
mlock E len=1p                             -> 0
mprotect E prot=none len=1p                -> 0
move_pages E node=1                        -> 0 status=1
mprotect E prot=rw len=1p                  -> 0
load E                                     -> 0x5a

# Without a page, with the page of zeroes, without a mapping; and what is no request.
move_pages E+1p node=1                     -> 0 status=ENOENT
load E+3p                                  -> 0
munmap E off=3p                            -> 0
move_pages E+3p                            -> 0 status=EFAULT
move_pages E node=2                        -> ENODEV
move_pages E node=-1                       -> ENODEV
move_pages 0x10000 node=7                  -> ENODEV
move_pages 0x10000 node=1                  -> 0 status=EFAULT
move_pages E flags=strict                  -> EINVAL
move_pages E node=7 flags=8                -> EINVAL
mmap Z anon len=1p                         -> 0
load Z                                     -> 0
move_pages Z                               -> 0 status=EFAULT
mbind Z bind nodes=1 flags=strict          -> 0
invariants                                 -> ok

# Shared memory too, wherever it is mapped.
mmap F anon len=2p flags=shared            -> 0
store F 7                                  -> ok
mbind F bind nodes=1 flags=move|strict     -> 0
move_pages F                               -> 0 status=1
load F                                     -> 7
