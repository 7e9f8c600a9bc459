# SCN-11: a hole races with a conversion of another page.
# explore: clean
arch x86
vm A type=sw_protected                                  -> 0
memfd M vm=A size=4p                                    -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
attributes A gpa=0x100000 size=4p private               -> 0
fallocate M off=0 len=4p mode=keep_size                 -> 0
concurrent
  p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0
  s: attributes A gpa=0x103000 size=1p shared           -> 0
  eventually resident M                                 -> pages=1,2,3
end
