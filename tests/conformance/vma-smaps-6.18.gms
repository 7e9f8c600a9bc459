# What /proc/self/smaps says of a mapping of a guest_memfd file.
#
# The host side of guest_memfd was probed by one program that makes each call
# once, on a VM of the default type, and writes down what came back: here, the
# line VmFlags. Linux 6.18, 6.19 and 7.1 on x86-64
# gave this answer; others were built otherwise. "case:" names the case as that
# program prints it; the line below it is the case.
#
# profiles: 6.18 6.19 7.1

vm A  -> 0
memfd F1 vm=A size=16p flags=mmap  -> 0
mmap H1 memfd=F1 len=16p           -> 0
# case: vma.F1.smaps.VmFlags
smaps H1                           -> flags=rd|wr|sh|mr|mw|ms
