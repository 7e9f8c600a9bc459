# X86-ZAP-6: not where the guest's PAT counts anyhow, nor on AMD's processors.
# profiles: 6.18 7.2 7.3
# worlds: --vendor=amd --ignore-guest-pat=0 --quirks-disabled=0x200

vm A                                                 -> 0
vcpu A.0                                             -> 0
mmap H anon len=16p                                  -> 0
slot A:0 gpa=0x100000 size=4p hva=H                  -> 0
guest A.0 write 0x100000 1                           -> ok
noncoherent_dma A                                    -> 0
where A 0x100000                                     -> prot=rwx
noncoherent_dma A stop                               -> 0
where A 0x100000                                     -> prot=rwx
