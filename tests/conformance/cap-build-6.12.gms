# VM types, and capabilities that depend on the build and on the processor.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file. Linux 6.12.117 and
# 6.16.12 on x86-64, built with guest_memfd, gave the same answer to every case in this
# file, on a VM of the default type. "case:" names the case as that program prints it;
# the line below it is the case.
#
# The kernels were built for SEV, and so with attributes, but not for SW_PROTECTED VMs,
# and the processor had neither SEV nor TDX.
#
# profiles: 6.12 6.16
# options: --vm-types=1

vm A -> 0

# case: cap.sys.MEMORY_ATTRIBUTES(233)
check_extension system MEMORY_ATTRIBUTES    -> 8
# case: cap.sys.VM_TYPES(235)
check_extension system VM_TYPES             -> 1
# case: cap.vm.PRE_FAULT_MEMORY(236)
check_extension A PRE_FAULT_MEMORY          -> 1
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
attributes A gpa=0x100000 size=1p attrs=0   -> 0
