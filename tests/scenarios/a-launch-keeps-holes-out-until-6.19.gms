# POPULATE-4: the file stays locked from the first page to the last.
# profiles: 6.12 6.18 6.19
profile 6.19
vm A type=snp                                 -> 0
memfd M vm=A size=2p                          -> 0
mmap S anon len=2p                            -> 0
slot A:0 gpa=0 size=2p memfd=M                -> 0
attributes A gpa=0 size=2p private            -> 0
concurrent
  l: populate A gpa=0 size=2p source=S        -> 0 left=0
  h: fallocate M off=0 len=2p mode=keep_size|punch_hole -> 0
  step l until put-page
  step l until done
  sometimes resident M                        -> pages=0,1
  eventually resident M                       -> pages=
end
