/* SPDX-License-Identifier: BSD-2-Clause */
/* Files that hold bytes and are no guest_memfd: ordinary ones and pipes. */
#ifndef SIM_FILE_IO_H
#define SIM_FILE_IO_H

#include "world.h"

bool file_is_pipe(const struct gms_world *w, ref_t file);
/* Has it bytes: is it a pipe, or an ordinary file? */
bool file_has_bytes(const struct gms_world *w, ref_t file);
/* O_DIRECT */
bool file_is_direct(const struct gms_world *w, ref_t file);

/* read, write, pread and pwrite on one that has. */
enum verdict file_rw(struct gms_world *w, struct task *t, ref_t file);

/* Give back what a pipe holds. */
void pipe_clear(struct gms_world *w, struct inode *pipe);

/* The lock of the file that t->io works on: i_rwsem, pipe->mutex. */
struct need need_io_file(const struct gms_world *w, const struct task *t);

#endif /* SIM_FILE_IO_H */
