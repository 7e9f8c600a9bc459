# 22. A fault that looked only once: a defect that review found before it was merged.
#
# Example 18 told how a fault finds out that the page which it looked up is gone: it notes
# `seq` before it looks anything up, and looks again under the lock, just before it writes
# the translation. When guest_memfd with mmap came to arm64, in 2025, the first thirteen
# versions of the patches did neither for a guest's fault. Who reads that function alone
# sees nothing wrong: the page is looked up, the lock is taken, the page is mapped. What is
# missing shows only beside the function that punches a hole.
#
# This file is run with version 13 (a switch turns it on), and so it fails, as it should:
# `run` looks at the rules that must hold after every step, and tells which was broken.
# options: --switch ARM_NO_SEQUENCE_CHECK=on
# expect-exit: 1

profile 7.2
arch arm64

vm A                                                -> 0
vcpu A.0                                            -> 0
memfd M vm=A size=4p flags=mmap|init_shared         -> 0
mmap H memfd=M len=4p                               -> 0
slot A:0 gpa=0x100000 size=4p memfd=M               -> 0
store H 0x11                                        -> ok

concurrent
  punch: fallocate M off=0 len=1p mode=keep_size|punch_hole       -> 0
  fault: guest A.0 write 0x100000 5                               -> ok

  # The vCPU finds no translation and takes the page with 0x11 from the file. From here on
  # it is sure of what it has.
  step fault until lock-mmu
  # The process frees that page. It removes the guest's translation first, as it must; but
  # there is none yet.
  step punch until fput
  # The vCPU locks the page table. Version 14, which every Linux since 6.18 has, looks at
  # seq here, finds that it moved, and throws the page away. Version 13 goes on, and writes
  # a translation to a page that is free and may be anybody's by now: another guest's, or
  # the kernel's own. Two rules say no: first that no translation is written when an
  # invalidation ended since the fault looked, and then that what the guest maps is the page
  # that the file holds.
  step fault until unlock-mmu
end

# The guest's 5 went to the freed page. The file has a hole, and the process reads zero: two
# that share memory see different bytes, and nobody tells them.
resident M
load H
where A 0x100000

# Which schedule does it take? Nobody has to think it up:
#
#	gmemsim explore --switch ARM_NO_SEQUENCE_CHECK=on FILE
#
# tries all of them and prints the shortest that ends badly. Without the option it says
# COMPLETE and clean: in no order of its steps does a guest of version 14 map a page that
# has left the file. A test that runs for a month does not say as much, as the window is
# a few instructions wide.
