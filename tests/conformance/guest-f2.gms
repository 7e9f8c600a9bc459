# A vCPU uses a file with INIT_SHARED but no MMAP: its memory comes from
# userspace_addr.
#
# A program let a vCPU load and store, at privilege 0 and at privilege 3, and wrote
# down what KVM_RUN came back with. Linux 6.18, 6.19, 7.1, 7.2 and 7.3 on x86-64 gave
# the same answer to every case in this file, at either privilege, with the TDP MMU,
# with the legacy MMU and with shadow paging. "case:" names the case as that program
# prints it; the line below it is the case. The program moved 4 bytes where the language moves 8, so the length of an exit is
# not compared.
#
# The slot has 64 pages at 0x100000000. Page 0x10 is the marked one, which is touched
# early; page 0x20 is stored to, and punched; page 0x30 is touched late. The anonymous
# mapping is marked 0xa0a0.
#
# profiles: 6.18 6.19 7.1 7.2 7.3
# worlds: - --tdp-mmu=0 --tdp=0 --vendor=amd --root-level=5 --ad-bits=0

# userspace_addr is null.
vm VN                                              -> 0
vcpu VN.0                                          -> 0
memfd FN vm=VN size=128p flags=init_shared         -> 0
mmap AN anon len=128p                              -> 0
# case: guest.cpl0.gmem.shared.hva_0.bind
# case: guest.cpl3.gmem.shared.hva_0.bind
slot VN:0 gpa=0x100000000 size=64p memfd=FN off=0  -> 0
# case: guest.cpl0.gmem.shared.hva_0.load_untouched
# case: guest.cpl3.gmem.shared.hva_0.load_untouched
guest VN.0 read 0x100000000                        -> EFAULT
store AN+0x10000 0xa0a0                            -> ok
# case: guest.cpl3.gmem.shared.hva_0.load_marked(anon=a0a0,gmem=f0f0)
guest VN.0 read 0x100010000                        -> EFAULT

# Store, and punch the page of the file.
# case: guest.cpl0.gmem.shared.hva_0.store
guest VN.0 write 0x100020000 0x12345678                        -> EFAULT
# case: guest.cpl0.gmem.shared.hva_0.store.where
# case: guest.cpl3.gmem.shared.hva_0.store.where
load AN+0x20000                                                -> 0
# case: guest.cpl0.gmem.shared.hva_0.load_back
# case: guest.cpl3.gmem.shared.hva_0.load_back
guest VN.0 read 0x100020000                                    -> EFAULT
# case: guest.cpl0.gmem.shared.hva_0.punch
fallocate FN off=0x20000 len=0x1000 mode=keep_size|punch_hole  -> 0
# case: guest.cpl3.gmem.shared.hva_0.load_after_punch
guest VN.0 read 0x100020000                                    -> EFAULT
guest VN.0 write 0x100020000 0x777
# case: guest.cpl3.gmem.shared.hva_0.store_after_punch.where
load AN+0x20000                                                -> 0

# A file without MMAP has no mapping that could go away.
# case: guest.cpl3.gmem.shared.hva_0.load_touched_after_munmap
guest VN.0 read 0x100010000  -> EFAULT

# Bound again at another address.
slot VN:0 delete                                   -> 0
# case: guest.cpl0.gmem.shared.hva_0.rebind.load_deleted
guest VN.0 read 0x100020000                        -> MMIO gpa=0x100020000 write=0
# case: guest.cpl0.gmem.shared.hva_0.rebind.bind_other_gpa
# case: guest.cpl3.gmem.shared.hva_0.rebind.bind_other_gpa
slot VN:0 gpa=0x140000000 size=64p memfd=FN off=0  -> 0
# case: guest.cpl0.gmem.shared.hva_0.rebind.load_kept
# case: guest.cpl3.gmem.shared.hva_0.rebind.load_kept
guest VN.0 read 0x140010000                        -> EFAULT
# case: guest.cpl0.gmem.shared.hva_0.rebind.load_old_gpa
# case: guest.cpl3.gmem.shared.hva_0.rebind.load_old_gpa
guest VN.0 read 0x100020000                        -> MMIO gpa=0x100020000 write=0
slot VN:0 delete                                   -> 0

# A slot that begins at page 0x10 of the file.
# case: guest.cpl0.gmem.shared.hva_0.window.bind_off_0x10000
slot VN:0 gpa=0x100000000 size=64p memfd=FN off=0x10000  -> 0
# case: guest.cpl0.gmem.shared.hva_0.window.load_marked
# case: guest.cpl3.gmem.shared.hva_0.window.load_marked
guest VN.0 read 0x100000000                              -> EFAULT
# case: guest.cpl0.gmem.shared.hva_0.window.load_past_slot
# case: guest.cpl3.gmem.shared.hva_0.window.load_past_slot
guest VN.0 read 0x100040000                              -> MMIO gpa=0x100040000 write=0

# The last descriptor of the file is closed; the slot stays.
guest VN.0 read 0x100010000
close FN                        -> 0
# case: guest.cpl0.gmem.shared.hva_0.closed.load_touched
# case: guest.cpl3.gmem.shared.hva_0.closed.load_touched
guest VN.0 read 0x100010000     -> EFAULT
# case: guest.cpl0.gmem.shared.hva_0.closed.load_fresh
# case: guest.cpl3.gmem.shared.hva_0.closed.load_fresh
guest VN.0 read 0x100030000     -> EFAULT
# case: guest.cpl0.gmem.shared.hva_0.closed.store
# case: guest.cpl3.gmem.shared.hva_0.closed.store
guest VN.0 write 0x100020000 1  -> EFAULT
# case: guest.cpl3.gmem.shared.hva_0.closed.delete
slot VN:0 delete                -> 0
# case: guest.cpl0.gmem.shared.hva_0.closed.deleted.load
# case: guest.cpl3.gmem.shared.hva_0.closed.deleted.load
guest VN.0 read 0x100010000     -> MMIO gpa=0x100010000 write=0

# userspace_addr is anonymous memory.
vm VA                                                     -> 0
vcpu VA.0                                                 -> 0
memfd FA vm=VA size=128p flags=init_shared                -> 0
mmap AA anon len=128p                                     -> 0
# case: guest.cpl0.gmem.shared.hva_anon.bind
slot VA:0 gpa=0x100000000 size=64p memfd=FA off=0 hva=AA  -> 0
# case: guest.cpl3.gmem.shared.hva_anon.load_untouched
guest VA.0 read 0x100000000                               -> 0
store AA+0x10000 0xa0a0                                   -> ok
# case: guest.cpl3.gmem.shared.hva_anon.load_marked(anon=a0a0,gmem=f0f0)
guest VA.0 read 0x100010000                               -> 0xa0a0

# Store, and punch the page of the file.
# case: guest.cpl0.gmem.shared.hva_anon.store
# case: guest.cpl3.gmem.shared.hva_anon.store
guest VA.0 write 0x100020000 0x12345678                        -> ok
# case: guest.cpl0.gmem.shared.hva_anon.store.where
# case: guest.cpl3.gmem.shared.hva_anon.store.where
load AA+0x20000                                                -> 0x12345678
# case: guest.cpl0.gmem.shared.hva_anon.load_back
guest VA.0 read 0x100020000                                    -> 0x12345678
# case: guest.cpl0.gmem.shared.hva_anon.punch
fallocate FA off=0x20000 len=0x1000 mode=keep_size|punch_hole  -> 0
# case: guest.cpl0.gmem.shared.hva_anon.load_after_punch
guest VA.0 read 0x100020000                                    -> 0x12345678
# case: guest.cpl0.gmem.shared.hva_anon.store_after_punch
guest VA.0 write 0x100020000 0x777                             -> ok
# case: guest.cpl0.gmem.shared.hva_anon.store_after_punch.where
# case: guest.cpl3.gmem.shared.hva_anon.store_after_punch.where
load AA+0x20000                                                -> 0x777

# A file without MMAP has no mapping that could go away.
# case: guest.cpl3.gmem.shared.hva_anon.load_touched_after_munmap
guest VA.0 read 0x100010000  -> 0xa0a0
# case: guest.cpl0.gmem.shared.hva_anon.load_fresh_after_munmap
# case: guest.cpl3.gmem.shared.hva_anon.load_fresh_after_munmap
guest VA.0 read 0x100030000  -> 0

# Bound again at another address.
# case: guest.cpl3.gmem.shared.hva_anon.rebind.delete
slot VA:0 delete                                          -> 0
# case: guest.cpl0.gmem.shared.hva_anon.rebind.load_deleted
# case: guest.cpl3.gmem.shared.hva_anon.rebind.load_deleted
guest VA.0 read 0x100020000                               -> MMIO gpa=0x100020000 write=0
# case: guest.cpl0.gmem.shared.hva_anon.rebind.bind_other_gpa
# case: guest.cpl3.gmem.shared.hva_anon.rebind.bind_other_gpa
slot VA:0 gpa=0x140000000 size=64p memfd=FA off=0 hva=AA  -> 0
# case: guest.cpl3.gmem.shared.hva_anon.rebind.load_kept
guest VA.0 read 0x140010000                               -> 0xa0a0
# case: guest.cpl0.gmem.shared.hva_anon.rebind.load_old_gpa
guest VA.0 read 0x100020000                               -> MMIO gpa=0x100020000 write=0
slot VA:0 delete                                          -> 0

# A slot that begins at page 0x10 of the file.
mmap BA anon len=64p                                            -> 0
# case: guest.cpl0.gmem.shared.hva_anon.window.bind_off_0x10000
slot VA:0 gpa=0x100000000 size=64p memfd=FA off=0x10000 hva=BA  -> 0
# case: guest.cpl0.gmem.shared.hva_anon.window.load_marked
# case: guest.cpl3.gmem.shared.hva_anon.window.load_marked
guest VA.0 read 0x100000000                                     -> 0
# case: guest.cpl3.gmem.shared.hva_anon.window.load_past_slot
guest VA.0 read 0x100040000                                     -> MMIO gpa=0x100040000 write=0

# The last descriptor of the file is closed; the slot stays.
guest VA.0 read 0x100010000
close FA                     -> 0
guest VA.0 write 0x100020000 1
# case: guest.cpl0.gmem.shared.hva_anon.closed.delete
# case: guest.cpl3.gmem.shared.hva_anon.closed.delete
slot VA:0 delete             -> 0
# case: guest.cpl0.gmem.shared.hva_anon.closed.deleted.load
# case: guest.cpl3.gmem.shared.hva_anon.closed.deleted.load
guest VA.0 read 0x100010000  -> MMIO gpa=0x100010000 write=0
