# X86-TDX-12: KVM_RUN is EINVAL before KVM_TDX_FINALIZE_VM; what is not the guest's goes on.
# profiles: 6.16 6.18 7.2 7.3
launch_first 1

vm T type=tdx                                              -> 0
vcpu T.0                                                   -> 0
memfd M vm=T size=4p                                       -> 0
mmap H anon len=4p                                         -> 0
slot T:0 gpa=0x100000 size=4p hva=H memfd=M                -> 0
attributes T gpa=0x100000 size=2p private                  -> 0
store H 0x22                                               -> ok
guest T.0 read 0x100000 private                            -> EINVAL
guest T.0 write 0x102000 1                                 -> EINVAL
map_gpa_range T.0 gpa=0x100000 npages=1 private            -> EINVAL
populate T gpa=0x100000 size=1p source=H                   -> 0 left=0
guest T.0 read 0x100000 private                            -> EINVAL
finalize T                                                 -> 0
guest T.0 read 0x100000 private                            -> 0x22
guest T.0 read 0x101000 private                            -> 0
guest T.0 write 0x102000 1                                 -> ok

# An SNP guest's vCPU is not refused by KVM, nor one of a type that has no launch.
vm N type=snp                                              -> 0
vcpu N.0                                                   -> 0
guest N.0 read 0x100000                                    -> MMIO
vm A                                                       -> 0
vcpu A.0                                                   -> 0
guest A.0 read 0x100000                                    -> MMIO
invariants                                                 -> ok
