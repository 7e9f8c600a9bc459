# X86-PREFETCH-3, X86-SHADOW-3: a page that is logged must not be written unseen. With
# the legacy MMU nothing is prefetched, and a read marks its page because it is mapped
# writable.
#
# Measured on Linux 7.2.13.
#
# profiles: 6.18 7.2 7.3
# worlds: --tdp-mmu=0

vm A -> 0
vcpu A.0 -> 0
mmap N anon len=16p -> 0
store N+0p 0 -> ok
store N+1p 1 -> ok
store N+2p 2 -> ok
store N+3p 3 -> ok
store N+4p 4 -> ok
store N+5p 5 -> ok
store N+6p 6 -> ok
store N+7p 7 -> ok
store N+8p 8 -> ok
store N+9p 9 -> ok
store N+10p 10 -> ok
store N+11p 11 -> ok
store N+12p 12 -> ok
store N+13p 13 -> ok
store N+14p 14 -> ok
store N+15p 15 -> ok
slot A:0 gpa=0x100000000 size=16p hva=N flags=log_dirty -> 0
guest A.0 read 0x100003000 -> 3
where A 0x100004000 -> unmapped
dirty_log A:0 -> pages=3
guest A.0 write 0x100004000 1 -> ok
dirty_log A:0 -> pages=4
guest A.0 write 0x100003000 1 -> ok
dirty_log A:0 -> pages=3
