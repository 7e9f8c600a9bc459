# 9. Private and shared: two kinds of memory at one guest address.
#
# Confidential VMs keep memory that even the process which runs them must not see.
# Every page of guest addresses is either private or shared, and the process sets
# which. type=sw_protected is a VM that plays by these rules without special
# hardware, so that they can be tested anywhere.

vm P type=sw_protected                              -> 0
vcpu P.0                                            -> 0
check_extension P MEMORY_ATTRIBUTES                 -> 8

# Such a slot has two sides: a file for private memory, and ordinary memory of the
# process for shared memory.
memfd M vm=P size=4p                                -> 0
mmap H anon len=4p                                  -> 0
slot P:0 gpa=0x100000 size=4p hva=H memfd=M         -> 0

# Everything begins as shared: the guest's store lands where the process can read.
guest P.0 write 0x100000 0x11                       -> ok
load H                                              -> 0x11
resident M                                          -> pages=

# The guest asks for private memory; the process agrees. KVM drops the translation of
# the page, so that the next access decides anew, and finds a fresh page in the file.
attributes P gpa=0x100000 size=1p private           -> 0
where P 0x100000                                    -> unmapped
guest P.0 read 0x100000 private                     -> 0
guest P.0 write 0x100000 0x22 private               -> ok
where P 0x100000                                    -> memfd=M page=0

# The process sees what was there before, and nothing of 0x22.
load H                                              -> 0x11

# Back again, to hand over a result. Converting copies nothing: each side keeps its
# bytes, and which side the guest sees is all that changes. Data that should cross
# has to be copied by the guest.
attributes P gpa=0x100000 size=1p shared            -> 0
guest P.0 read 0x100000                             -> 0x11
attributes P gpa=0x100000 size=1p private           -> 0
guest P.0 read 0x100000 private                     -> 0x22

# Private memory that nobody provided: KVM stops the guest and says which page is
# missing, and that it should be private. The process would now add a slot.
attributes P gpa=0x800000 size=1p private           -> 0
guest P.0 read 0x800000 private                     -> MEMORY_FAULT gpa=0x800000 size=4K flags=private errno=EFAULT

# The attribute belongs to the guest's address. It outlives the slot.
slot P:0 delete                                     -> 0
guest P.0 read 0x100000 private                     -> MEMORY_FAULT gpa=0x100000 flags=private
slot P:5 gpa=0x100000 size=4p hva=H memfd=M         -> 0
guest P.0 read 0x100000 private                     -> 0x22

# A VM without private memory cannot have any of this.
vm A                                                -> 0
attributes A gpa=0x100000 size=1p private           -> EINVAL
invariants                                          -> ok
