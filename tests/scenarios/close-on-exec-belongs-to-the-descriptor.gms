# CREATE-4, FD-2, FD-4: a guest_memfd stays open across exec, a VM and a vCPU do not. The
# flag is the descriptor's own, and a new descriptor is the lowest free number.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                  -> 0
vcpu A.0              -> 0
memfd M vm=A size=4p  -> 0
fcntl A getfd         -> 1
fcntl A.0 getfd       -> 1
fcntl M getfd         -> 0
fcntl M getfl         -> 0x8002
fcntl A getfl         -> 2
fcntl system getfl    -> 0x8002

# 0 to 3 are there before: standard input, output, error and /dev/kvm.
fcntl 6 dupfd_query arg=6     -> 1
dup D M                       -> 0
fcntl M dupfd_query arg=7     -> 1
fcntl M dupfd_query arg=4     -> 0
fcntl M dupfd_query arg=8     -> EBADF
fcntl M created_query         -> 0
fcntl M setfd arg=1           -> 0
fcntl M getfd                 -> 1
fcntl D getfd                 -> 0
ioctl M FIONCLEX              -> 0
ioctl D FIOCLEX               -> 0
fcntl M getfd                 -> 0
fcntl D getfd                 -> 1
close D                       -> 0
fcntl M dupfd_cloexec as=D2   -> 7
fcntl D2 getfd                -> 1
fcntl M dupfd arg=20 as=D3    -> 20
fcntl D3 getfd                -> 0
fcntl M dupfd as=D4           -> 8
fcntl M dupfd arg=20 as=D5    -> 21
fcntl M dupfd arg=1024 as=D6  -> EINVAL
fcntl M dupfd arg=-1 as=D7    -> EINVAL
fcntl M dupfd arg=1023 as=D8  -> 1023
fcntl M dupfd arg=1023 as=D9  -> EMFILE
invariants                    -> ok
