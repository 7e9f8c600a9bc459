# One address space, on a kernel built without system management mode.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18 on x86-64
# gave this answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# profiles: 6.18
# options: --smm-as=1

vm A                   -> 0
mmap H anon len=16p    -> 0
memfd M vm=A size=16p  -> 0

# case: cap.vm.MULTI_ADDRESS_SPACE(118)
check_extension A MULTI_ADDRESS_SPACE           -> 0

# case: slot2.id=as1:0
slot A:1.0 gpa=0x100000 size=16p hva=H          -> EINVAL
# case: slot2.id=as1:1
slot A:1.1 gpa=0x100000 size=16p hva=H          -> EINVAL
# case: slot2.G.id=as1:1
slot A:1.1 gpa=0x100000 size=16p hva=H memfd=M  -> EINVAL
# case: slot1.id=as1:0
slot A:1.0 gpa=0x100000 size=16p hva=H v1=1     -> EINVAL

# case: slot.dirty_log(as1)
dirty_log A:1.0  -> EINVAL
