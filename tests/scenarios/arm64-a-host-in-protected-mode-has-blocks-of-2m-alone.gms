# ARM-PKVM-2, ARM-USER-4: a plain slot gets a block where the host has a large page; what was
# noted as pages is taken back for it, and a block for pages when logging begins.
# profiles: 7.1 7.2 7.3
# worlds: - --tlb=1
arch arm64
pkvm 1
host_huge_level 3

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=8M                                   -> 0
slot A:0 gpa=0x40000000 size=4M hva=H+2M             -> 0
guest A.0 write 0x40001000 5                         -> ok
where A 0x40000000                                   -> level=2M
slot A:0 gpa=0x40000000 size=4M hva=H+2M flags=log_dirty -> 0
guest A.0 write 0x40002000 6                         -> ok
where A 0x40002000                                   -> level=4K
dirty_log A:0                                        -> pages=2
slot A:0 gpa=0x40000000 size=4M hva=H+2M             -> 0
guest A.0 read 0x40003000                            -> 0
where A 0x40002000                                   -> level=2M
guest A.0 read 0x40001000                            -> 5
guest A.0 read 0x40002000                            -> 6
invariants                                           -> ok
