# X86-VM-4: no kernel has the types without what they need.
#
# expect-exit: 2

vm_types 3
memory_attributes 0

vm A -> 0
