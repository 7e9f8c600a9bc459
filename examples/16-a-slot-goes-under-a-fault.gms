# 16. A slot is deleted while a vCPU uses it.
#
# A fault looks the slot up and works with it for a while, without a lock: guests with
# many vCPUs fault all the time, and must not queue up. How can a slot ever be freed?
#
# - A fault says when it begins and when it ends (a read section of SRCU, "sleepable
#   read-copy-update"). Whoever takes something away waits until all sections are over
#   that might have seen it ("wait-readers"). New ones do not see it any more.
# - The slot goes in two turns. First a copy that is marked INVALID takes its place:
#   nobody can map anything through it. When the last user of the original is out,
#   the guest's translations are zapped. Then the copy goes too.

vm A                                                    -> 0
vcpu A.0                                                -> 0
vcpu A.1                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
mmap H memfd=M len=4p                                   -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
store H+1p 0x22                                         -> ok

concurrent
  early:  guest A.0 write 0x100000 0x11                 -> ok
  delete: slot A:0 delete                               -> 0
  late:   guest A.1 read 0x101000                       -> MMIO

  # One vCPU is in the middle of its fault. It has the slot, and page 0 of the file.
  step early until lock-mmu
  # The deletion puts the INVALID copy in place, and has to wait.
  step delete until wait-readers
  # The other vCPU comes when the copy is there. A guest address whose slot is invalid is
  # neither memory nor a device: it leaves and tries again.
  step late until check-slot
  step late until re-enter
  # The first one ends as if nothing had happened: it writes its translation, and the
  # guest stores through it. (Deleting had not finished, so the store came before.)
  step early until walk
  schedule early
  # Nobody uses the original now. What the first one mapped is zapped.
  step late until walk
  step delete until zap
  step delete until remove
  always invariants                                     -> ok
end

# The first store is in the file, where it belongs. The second vCPU went round until there
# was no slot: for the guest, that is a device.
load H                                                  -> 0x11
where A 0x100000                                        -> unmapped
resident M                                              -> pages=0,1
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
guest A.1 read 0x101000                                 -> 0x22
invariants                                              -> ok
