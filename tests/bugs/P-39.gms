# P-39: attributes come before slots.
vm A type=sw_protected                                  -> 0
attributes A gpa=0x100000 size=4p private               -> 0
