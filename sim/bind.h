/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Binding a range of a guest_memfd to a memslot, and undoing it.  BIND-*.
 *
 * A binding is one entry of file->bindings: the slot's page offset -> slot.
 * Its length is the slot's.  Writers hold slots_lock and the invalidate lock.
 */
#ifndef SIM_BIND_H
#define SIM_BIND_H

#include "world.h"

/*
 * BIND-1 to BIND-4 for t->new_slot: 0, with t->file holding a reference and
 * t->inode set, or an errno and nothing held.
 */
int bind_look_up(struct gms_world *w, struct task *t);
/* Fill the slot from t->file: file, offset, GMEM_ONLY.  BIND-7. */
void bind_attach(struct gms_world *w, struct task *t);
/* BIND-5, BIND-8: store the binding of t->new_slot, or say why not. */
int bind_store(struct gms_world *w, struct task *t);
/* Drop the ioctl's own reference to t->file, if it has one. */
void bind_put_file(struct gms_world *w, struct task *t);

/*
 * BIND-12 in two steps: take a reference to the slot's file if it is alive,
 * then, under need_unbind(), erase the binding.  The slot is the one that the
 * operation gives up: the new one of a failed create, the old one of a delete.
 */
void unbind_pin(struct gms_world *w, struct task *t);
struct need need_unbind(const struct gms_world *w, const struct task *t);
void unbind_erase(struct gms_world *w, struct task *t);

#endif /* SIM_BIND_H */
