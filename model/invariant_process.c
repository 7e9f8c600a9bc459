/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of processes: who refers to a file, and what a VM maps without one. */
#include "invariant_rules.h"

/* ---- INV-43 ---- */

static uint32_t descriptors_of(const struct gms_world *w, uint64_t process, uint64_t file)
{
	struct seen_descriptor d;
	uint32_t count = 0;

	for (uint64_t c = 0; observe_descriptor(w, process, &c, &d);)
		count += d.file == file;
	return count;
}

static uint32_t mappings_of(const struct gms_world *w, uint64_t mm, uint64_t file)
{
	struct seen_vma vma;
	uint32_t count = 0;

	for (uint64_t c = 0; mm && observe_vma(w, mm, &c, &vma);)
		count += vma.file == file;
	return count;
}

static uint32_t messages_with(const struct gms_world *w, uint64_t file)
{
	uint32_t count = 0;
	uint64_t sent;

	for (uint64_t c = 0; observe_message(w, &c, &sent);)
		count += sent == file;
	return count;
}

/* INV-43 */
bool files_are_referred_to(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_process process;
	struct seen_file file;

	for (uint64_t c = 0; observe_file(w, &c, &file);) {
		uint32_t count = messages_with(w, file.id);

		for (uint64_t k = 0; observe_process(w, &k, &process);)
			count += descriptors_of(w, process.id, file.id) +
				 mappings_of(w, process.mm, file.id);
		if (file.refs != count)
			return broken(why, bytes,
				      "handle %" PRIu64 " counts %" PRIu32
				      " references to its file and has %" PRIu32,
				      file.handle, file.refs, count);
	}
	return true;
}

/* ---- INV-44 ---- */

static bool is_somebodys(const struct gms_world *w, uint64_t mm)
{
	struct seen_process process;

	for (uint64_t c = 0; observe_process(w, &c, &process);)
		if (process.mm == mm)
			return true;
	return false;
}

/* INV-44 */
bool orphans_map_nothing(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_leaf leaf;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);) {
		uint64_t gfn = 0;

		if (!is_somebodys(w, vm.mm) && observe_leaf(w, vm.id, &gfn, &leaf))
			return broken(why, bytes,
				      "gfn %#" PRIx64 " of handle %" PRIu64
				      " is mapped, and the VM's process left its memory",
				      leaf.gfn, vm.handle);
	}
	return true;
}
