# The legacy MMU maps what lies beside a page from userspace_addr, and not from the
# file that alone is to be the memory.
#
# A program let a vCPU load, at privilege 0 and at privilege 3, and wrote down what
# KVM_RUN came back with. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64 gave the same
# answers, with the legacy MMU and with shadow paging.
# "case:" names the case as that program prints it; the line below it is the case.
#
# userspace_addr is anonymous memory, marked a0, a1; the file is marked f0, f1.
#
# profiles: 6.18 6.19 7.1 7.2 7.3
# worlds: --tdp-mmu=0 --tdp=0

vm V                                               -> 0
vcpu V.0                                           -> 0
memfd F vm=V size=16p flags=mmap|init_shared       -> 0
mmap H memfd=F len=16p                             -> 0
mmap A anon len=16p                                -> 0
store A 0xa0                                       -> ok
store A+1p 0xa1                                    -> ok
store H 0xf0                                       -> ok
store H+1p 0xf1                                    -> ok
slot V:0 gpa=0x100000000 size=16p memfd=F off=0 hva=A  -> 0
# case: guest.cpl0.gmem.mmap_shared.hva_anon.prefetch.load_page0(anon=a0,gmem=f0)
# case: guest.cpl3.gmem.mmap_shared.hva_anon.prefetch.load_page0(anon=a0,gmem=f0)
guest V.0 read 0x100000000                         -> 0xf0
# case: guest.cpl0.gmem.mmap_shared.hva_anon.prefetch.load_page1(anon=a1,gmem=f1)
# case: guest.cpl3.gmem.mmap_shared.hva_anon.prefetch.load_page1(anon=a1,gmem=f1)
guest V.0 read 0x100001000                         -> 0xa1

# What is prefetched breaks INV-14 on such a host: looked at here, and nowhere before.
invariants
