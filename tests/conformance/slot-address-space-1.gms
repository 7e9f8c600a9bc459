# The second address space, which x86 has for system management mode.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.19, 7.1, 7.2 and 7.3 on x86-64 gave
# the same answer to every case in this file. "case:" names the case as that program
# prints it; the line below it is the case.
#
# The 6.18 kernel that was measured was built without it, see slot-address-space-1-6.18.gms.
# M is a file of 16 pages.
#
# profiles: 6.19 7.1 7.2 7.3

vm A                   -> 0
mmap H anon len=16p    -> 0
memfd M vm=A size=16p  -> 0

# case: cap.vm.MULTI_ADDRESS_SPACE(118)
check_extension A MULTI_ADDRESS_SPACE  -> 2

# case: slot2.id=as1:0
slot A:1.0 gpa=0x100000 size=16p hva=H          -> 0
slot A:1.0 delete                               -> 0
# case: slot2.id=as1:1
slot A:1.1 gpa=0x100000 size=16p hva=H          -> 0
slot A:1.1 delete                               -> 0
# case: slot2.G.id=as1:1
slot A:1.1 gpa=0x100000 size=16p hva=H memfd=M  -> 0
slot A:1.1 delete                               -> 0
# case: slot1.id=as1:0
slot A:1.0 gpa=0x100000 size=16p hva=H v1=1     -> 0
slot A:1.0 delete                               -> 0

# Without a slot there is no dirty log, but the address space exists (DIRTY-2).
# case: slot.dirty_log(as1)
dirty_log A:1.0  -> ENOENT
