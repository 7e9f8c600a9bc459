# SCN-6: a fault races with the deletion of its slot.
# explore: clean
vm A                                                    -> 0
vcpu A.0                                                -> 0
memfd M vm=A size=4p flags=mmap|init_shared             -> 0
slot A:0 gpa=0x100000 size=4p memfd=M                   -> 0
concurrent
  v: guest A.0 write 0x100000 0x11
  d: slot A:0 delete                                    -> 0
  sometimes resident M                                  -> pages=
  sometimes resident M                                  -> pages=0
end
slot A:1 gpa=0x100000 size=4p memfd=M                   -> 0
