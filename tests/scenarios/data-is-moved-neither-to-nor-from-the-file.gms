# FOP-10: sendfile, splice, tee and copy_file_range, in the order of their checks.
# profiles: 6.18 6.19 7.1 7.2 7.3

vm A                   -> 0
memfd M vm=A size=16p  -> 0
memfd N vm=A size=16p  -> 0
open R file            -> 0
open P pipe            -> 0
open Z zero            -> 0
open D directory       -> 0
open E eventfd         -> 0

# sendfile asks the input for its offset before it looks for the output.
sendfile R M len=64         -> EINVAL
sendfile R M off=0 len=64   -> ESPIPE
sendfile 99 M off=0 len=64  -> ESPIPE
sendfile 99 M len=64        -> EBADF
sendfile D M len=64         -> EBADF
sendfile P M len=0          -> 0
sendfile R M len=0          -> EINVAL
sendfile M R len=64         -> EINVAL
sendfile M R off=-1 len=64  -> EINVAL
sendfile M R len=0          -> 0
sendfile M P len=0          -> EINVAL
sendfile M E off=0 len=64   -> ESPIPE
sendfile M 99 len=64        -> EBADF

# splice looks at its length first, then at its flags; a pipe has no offset.
splice M P len=64              -> EINVAL
splice P M len=64              -> EINVAL
splice M R len=64              -> EINVAL
splice M P off_out=0 len=64    -> ESPIPE
splice P M off_in=0 len=64     -> ESPIPE
splice M P off_in=0 len=64     -> EINVAL
splice M D len=64              -> EBADF
splice 99 M len=64             -> EBADF
splice 99 M len=0 flags=0x10   -> 0
splice 99 M len=64 flags=0x10  -> EINVAL
tee M P len=64                 -> EINVAL
tee M P len=0                  -> 0
tee M P len=0 flags=0x10       -> EINVAL
tee M D len=64                 -> EBADF

# copy_file_range: two guest_memfds are on one filesystem, and nothing lies beyond the end.
copy_file_range M R len=64                            -> EXDEV
copy_file_range R M len=64                            -> EXDEV
copy_file_range M P len=64                            -> EINVAL
copy_file_range M D len=64                            -> EISDIR
copy_file_range M 99 len=64                           -> EBADF
copy_file_range M R len=64 flags=1                    -> EINVAL
copy_file_range M N len=0                             -> 0
copy_file_range M N len=64                            -> EINVAL
copy_file_range M N off_in=15p len=1p                 -> EINVAL
copy_file_range M N off_in=16p len=1p                 -> 0
copy_file_range M N off_in=-1 len=1                   -> EOVERFLOW
copy_file_range M N off_in=-100 len=1                 -> EINVAL
copy_file_range M N off_out=-100 len=0                -> EINVAL
copy_file_range M N off_out=0x7fffffffffffffff len=0  -> EFBIG
fcntl N setfl flags=append                            -> 0
copy_file_range M N len=64                            -> EBADF
