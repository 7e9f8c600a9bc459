# SCN-14: the launch of two pages races with a hole: a page that is punched between the two is lost.
# explore: clean
arch x86
vm A type=snp                                           -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
attributes A gpa=0x100000 size=4p private               -> 0
mmap S anon len=2p                                      -> 0
concurrent
  g: populate A gpa=0x100000 size=2p source=S           -> 0 left=0
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  sometimes resident M                                  -> pages=0,1
  sometimes resident M                                  -> pages=1
end
