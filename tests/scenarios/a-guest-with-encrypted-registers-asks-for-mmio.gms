# X86-MMIO-5, X86-MMIO-6, X86-MMIO-7: KVM cannot emulate an instruction that it cannot
# see. The access is let run again, meets the MMIO entry, and the guest, told by #VC or
# #VE, asks for MMIO itself. Of an instruction fetch it can make nothing.
# profiles: 6.16 7.2 7.3

vm E type=sev_es                                     -> 0
vcpu E.0                                             -> 0
guest E.0 write 0x200000 5                           -> MMIO gpa=0x200000 len=8 write=1
where E 0x200000                                     -> mmio
guest E.0 read 0x200000                              -> MMIO write=0
guest E.0 exec 0x200000                              -> RETRY

vm N type=snp                                        -> 0
vcpu N.0                                             -> 0
guest N.0 read 0x200000                              -> MMIO gpa=0x200000
guest N.0 read 0x201000 private                      -> MEMORY_FAULT flags=private
where N 0x201000                                     -> unmapped

vm T type=tdx                                        -> 0
vcpu T.0                                             -> 0
guest T.0 read 0x200000                              -> MMIO gpa=0x200000
where T 0x200000                                     -> mmio
where T 0x200000 private                             -> unmapped

# Of SEV the processor shows the instruction, but not that of a fetch.
vm S type=sev                                        -> 0
vcpu S.0                                             -> 0
guest S.0 write 0x200000 5                           -> MMIO write=1
guest S.0 exec 0x200000                              -> RETRY
