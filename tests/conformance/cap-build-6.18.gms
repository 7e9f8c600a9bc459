# VM types, and capabilities that depend on the build and on the processor.
#
# The host side of guest_memfd was probed by one program that makes each call once, on
# a VM of the default type, and writes down what came back: the return value, the
# errno, or the signal and its si_code. Linux 6.18 on x86-64
# gave this answer to every case in this file. "case:" names the case as that
# program prints it; the line below it is the case.
#
# The kernel was built without VM types that need attributes, and ran on a processor
# without two-dimensional paging.
#
# profiles: 6.18
# options: --tdp=0 --vm-types=1 --memory-attributes=0

vm A -> 0

# case: cap.sys.MEMORY_ATTRIBUTES(233)
check_extension system MEMORY_ATTRIBUTES    -> 0
# case: cap.sys.VM_TYPES(235)
check_extension system VM_TYPES             -> 1
# case: cap.vm.PRE_FAULT_MEMORY(236)
check_extension A PRE_FAULT_MEMORY          -> 0
# case: cap.create_vm(type=1)
vm T1 type=1                                -> EINVAL
# case: cap.create_vm(type=2)
vm T2 type=2                                -> EINVAL
# case: cap.create_vm(type=3)
vm T3 type=3                                -> EINVAL
# case: cap.create_vm(type=4)
vm T4 type=4                                -> EINVAL
# case: cap.create_vm(type=5)
vm T5 type=5                                -> EINVAL
# case: cap.set_memory_attributes(0)
attributes A gpa=0x100000 size=1p attrs=0   -> ENOTTY
