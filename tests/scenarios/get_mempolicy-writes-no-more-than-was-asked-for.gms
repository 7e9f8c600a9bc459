# GETPOL-3: as many words of the mask are written as maxnode has, and one bit less is no word.
# Found by comparing random operations with Linux 6.18.44.
# worlds: --nodes=1

get_mempolicy flags=mems_allowed maxnode=1  -> nodes=none
get_mempolicy flags=mems_allowed maxnode=2  -> nodes=0
