# Memory policies on mappings of a guest_memfd file, and its pages' node.
#
# Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64 gave the same answer to every case in
# this file; the machines had one NUMA node or two. "case:" names the case as the
# program prints it; the line below it is the case.
#
# F1 is a file of 16 pages with MMAP, whose pages the host may map but not touch;
# F3 is one with MMAP and INIT_SHARED, ordinary shared memory.
#
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A  -> 0

memfd F1 vm=A size=16p flags=mmap  -> 0
mmap H1 memfd=F1 len=16p           -> 0
mbind H1 bind nodes=0              -> 0
# case: vma.F1.get_mempolicy(ADDR)
# case: vma.F1.get_mempolicy.policy
get_mempolicy H1                   -> bind nodes=0
# case: vma.F1.mbind(999)
mbind H1 999 nodes=0               -> EINVAL
# case: vma.F1.move_pages(to node0)
move_pages H1 node=0 flags=move    -> 0

memfd F3 vm=A size=16p flags=mmap|init_shared  -> 0
mmap H3 memfd=F3 len=16p                       -> 0
store H3 0x5a                                  -> ok
# case: vma.F3.mbind(BIND,node0)
mbind H3 bind nodes=0                          -> 0
# case: vma.F3.mbind(BIND,node0,MOVE|STRICT)
mbind H3 bind nodes=0 flags=move|strict        -> 0
# case: vma.F3.mbind(999)
mbind H3 999 nodes=0                           -> EINVAL
# case: vma.F3.mbind(DEFAULT)
mbind H3 default                               -> 0
# case: vma.F3.move_pages(query)
move_pages H3                                  -> 0
# case: vma.F3.move_pages(to node0)
move_pages H3 node=0 flags=move                -> 0
