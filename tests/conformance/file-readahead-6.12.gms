# Reading ahead, when the file counted as a regular one.
#
# A variant of the program for kernels without create flags made every file with flags
# 0, and mapped other memory where it could not map the file; cases about that memory
# are not here. This is what Linux 6.12.117 on x86-64, built with guest_memfd, answered on a
# VM of the default type. "case:" names the case as that program prints it; the line
# below it is the case.
#
# profiles: 6.12

vm A                            -> 0
memfd F0 vm=A size=0x10000      -> 0
# case: file.F0.readahead
readahead F0 off=0 len=0x10000  -> 0
