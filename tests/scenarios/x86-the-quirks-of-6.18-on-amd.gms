# X86-QUIRK-1. Measured on Linux 6.18.44, on a processor of AMD's.
# profiles: 6.18 7.2
# worlds: --vendor=amd

vm A                                                 -> 0
check_extension A DISABLE_QUIRKS                     -> 1
check_extension A DISABLE_QUIRKS2                    -> 1535
enable_cap A DISABLE_QUIRKS2 arg=0x400               -> 0
enable_cap A DISABLE_QUIRKS2 arg=0x200               -> EINVAL
enable_cap A DISABLE_QUIRKS2 arg=0x80                -> 0
check_extension A DISABLE_QUIRKS2                    -> 1535
