# CAP-13; asked of 6.18.44 as well.
# profiles: 6.8 6.18 7.2 7.3
vm A                                          -> 0
enable_cap A USER_MEMORY                      -> EINVAL
enable_cap A NR_MEMSLOTS                      -> EINVAL
enable_cap A READONLY_MEM                     -> EINVAL
enable_cap A MULTI_ADDRESS_SPACE              -> EINVAL
enable_cap A USER_MEMORY2                     -> EINVAL
enable_cap A MEMORY_FAULT_INFO                -> EINVAL
enable_cap A MEMORY_ATTRIBUTES                -> EINVAL
enable_cap A GUEST_MEMFD                      -> EINVAL
enable_cap A VM_TYPES                         -> EINVAL
enable_cap A PRE_FAULT_MEMORY                 -> EINVAL
enable_cap A 243                              -> EINVAL
enable_cap A GUEST_MEMFD_FLAGS                -> EINVAL
enable_cap A 9999                             -> EINVAL
close A                                       -> 0
enable_cap A GUEST_MEMFD                      -> EBADF
