# MADV-6, UFFD-1, UFFD-2: no mode works on the file but asynchronous write protection
# alone. As measured on 6.18.44.

vm A  -> 0
memfd M vm=A size=16p flags=mmap|init_shared  -> 0
mmap H memfd=M len=16p                        -> 0
uffd_register H mode=missing                  -> EINVAL
uffd_register H mode=wp                       -> EINVAL
uffd_register H mode=minor                    -> EINVAL
uffd_unregister H                             -> EINVAL
uffd_unregister H features=wp_async           -> EINVAL
uffd_register H mode=wp|missing features=wp_async  -> EINVAL
uffd_register H mode=wp features=wp_async     -> 0
smaps H                                       -> flags=rd|wr|sh|mr|mw|ms|uw|sd
store H 1                                     -> ok
uffd_unregister H                             -> EINVAL
# It is not told of the new addresses.
mmap X anon len=16p                           -> 0
mremap G H len=16p flags=maymove|fixed addr=X  -> 0
smaps G                                       -> flags=rd|wr|sh|mr|mw|ms|sd
uffd_register G mode=wp features=wp_async len=1p  -> 0
uffd_unregister G features=wp_async           -> EINVAL
uffd_unregister G features=wp_async len=1p    -> 0
smaps G                                       -> len=64K

mmap P anon len=16p                           -> 0
uffd_register P mode=0                        -> EINVAL
uffd_register P mode=8                        -> EINVAL
uffd_register P mode=minor                    -> EINVAL
uffd_register P mode=wp                       -> 0
smaps P                                       -> flags=rd|wr|mr|mw|me|uw|ac|sd
uffd_register P mode=missing|wp features=wp_async  -> EBUSY
uffd_register P mode=missing|wp               -> 0
smaps P                                       -> flags=rd|wr|mr|mw|me|um|uw|ac|sd
uffd_unregister P features=wp_async           -> EINVAL
uffd_unregister P                             -> 0
load P                                        -> 0
mmap S anon len=16p flags=shared              -> 0
uffd_register S mode=minor|missing            -> 0
smaps S                                       -> flags=rd|wr|sh|mr|mw|me|ms|um|ui|sd
uffd_unregister S                             -> 0
uffd_register P mode=missing off=1 len=1p     -> EINVAL
uffd_register P mode=missing len=0            -> EINVAL
uffd_register P mode=missing len=5            -> EINVAL
munmap P off=2p len=2p                        -> 0
uffd_register P mode=missing off=2p len=2p    -> EINVAL
uffd_register P mode=missing off=2p len=4p    -> 0
smaps P+2p                                    -> unmapped
smaps P+4p                                    -> len=8K
