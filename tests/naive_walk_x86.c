/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The formats as tables of bit ranges, and walks that read them row by row.
 * Every table covers the 64 bits of an entry, from the lowest to the highest.
 */
#include "naive_walk_x86.h"

enum meaning {
	IGNORED,
	RESERVED,     /* must be 0 */
	READ,	      /* EPT R; NPT P */
	WRITE,	      /* W */
	EXECUTE,      /* X */
	EXECUTE_USER, /* XU, if the control is on */
	NOT_EXECUTE,  /* NX, if the host has it */
	USER,	      /* U */
	TYPE,	      /* EPT memory type */
	NO_PAT,	      /* IPAT */
	ACCESSED,     /* A */
	DIRTY,	      /* D */
	SIZE,	      /* bit 7: told apart already */
	ADDRESS,      /* of a frame or a table */
	NOT_IN_FRAME, /* must be 0 because the frame is large */
	SUPPRESS,     /* suppress #VE */
	NR_MEANINGS
};

struct row {
	int high, low;
	enum meaning meaning;
};

/* ---- EPT ---- */

static const struct row ept_upper_table[] = {
	{ 0, 0, READ },	     { 1, 1, WRITE },	  { 2, 2, EXECUTE },	    { 7, 3, RESERVED },
	{ 8, 8, ACCESSED },  { 9, 9, IGNORED },	  { 10, 10, EXECUTE_USER }, { 11, 11, IGNORED },
	{ 51, 12, ADDRESS }, { 62, 52, IGNORED }, { 63, 63, SUPPRESS },
};
static const struct row ept_lower_table[] = {
	{ 0, 0, READ },	     { 1, 1, WRITE },	  { 2, 2, EXECUTE },   { 6, 3, RESERVED },
	{ 7, 7, SIZE },	     { 8, 8, ACCESSED },  { 9, 9, IGNORED },   { 10, 10, EXECUTE_USER },
	{ 11, 11, IGNORED }, { 51, 12, ADDRESS }, { 62, 52, IGNORED }, { 63, 63, SUPPRESS },
};
static const struct row ept_1g[] = {
	{ 0, 0, READ },	     { 1, 1, WRITE },	       { 2, 2, EXECUTE },
	{ 5, 3, TYPE },	     { 6, 6, NO_PAT },	       { 7, 7, SIZE },
	{ 8, 8, ACCESSED },  { 9, 9, DIRTY },	       { 10, 10, EXECUTE_USER },
	{ 11, 11, IGNORED }, { 29, 12, NOT_IN_FRAME }, { 51, 30, ADDRESS },
	{ 62, 52, IGNORED }, { 63, 63, SUPPRESS },
};
static const struct row ept_2m[] = {
	{ 0, 0, READ },	     { 1, 1, WRITE },	       { 2, 2, EXECUTE },
	{ 5, 3, TYPE },	     { 6, 6, NO_PAT },	       { 7, 7, SIZE },
	{ 8, 8, ACCESSED },  { 9, 9, DIRTY },	       { 10, 10, EXECUTE_USER },
	{ 11, 11, IGNORED }, { 20, 12, NOT_IN_FRAME }, { 51, 21, ADDRESS },
	{ 62, 52, IGNORED }, { 63, 63, SUPPRESS },
};
static const struct row ept_4k[] = {
	{ 0, 0, READ },		  { 1, 1, WRITE },     { 2, 2, EXECUTE },   { 5, 3, TYPE },
	{ 6, 6, NO_PAT },	  { 7, 7, IGNORED },   { 8, 8, ACCESSED },  { 9, 9, DIRTY },
	{ 10, 10, EXECUTE_USER }, { 11, 11, IGNORED }, { 51, 12, ADDRESS }, { 62, 52, IGNORED },
	{ 63, 63, SUPPRESS },
};

/* ---- NPT ---- */

static const struct row npt_upper_table[] = {
	{ 0, 0, READ },	     { 1, 1, WRITE },	  { 2, 2, USER },	   { 4, 3, IGNORED },
	{ 5, 5, ACCESSED },  { 6, 6, IGNORED },	  { 8, 7, RESERVED },	   { 11, 9, IGNORED },
	{ 51, 12, ADDRESS }, { 62, 52, IGNORED }, { 63, 63, NOT_EXECUTE },
};
static const struct row npt_lower_table[] = {
	{ 0, 0, READ },	     { 1, 1, WRITE },	  { 2, 2, USER },	   { 4, 3, IGNORED },
	{ 5, 5, ACCESSED },  { 6, 6, IGNORED },	  { 7, 7, SIZE },	   { 11, 8, IGNORED },
	{ 51, 12, ADDRESS }, { 62, 52, IGNORED }, { 63, 63, NOT_EXECUTE },
};
static const struct row npt_1g[] = {
	{ 0, 0, READ },		  { 1, 1, WRITE },     { 2, 2, USER },
	{ 4, 3, IGNORED },	  { 5, 5, ACCESSED },  { 6, 6, DIRTY },
	{ 7, 7, SIZE },		  { 11, 8, IGNORED },  { 12, 12, IGNORED },
	{ 29, 13, NOT_IN_FRAME }, { 51, 30, ADDRESS }, { 62, 52, IGNORED },
	{ 63, 63, NOT_EXECUTE },
};
static const struct row npt_2m[] = {
	{ 0, 0, READ },		  { 1, 1, WRITE },     { 2, 2, USER },
	{ 4, 3, IGNORED },	  { 5, 5, ACCESSED },  { 6, 6, DIRTY },
	{ 7, 7, SIZE },		  { 11, 8, IGNORED },  { 12, 12, IGNORED },
	{ 20, 13, NOT_IN_FRAME }, { 51, 21, ADDRESS }, { 62, 52, IGNORED },
	{ 63, 63, NOT_EXECUTE },
};
static const struct row npt_4k[] = {
	{ 0, 0, READ },	     { 1, 1, WRITE },	  { 2, 2, USER },	   { 4, 3, IGNORED },
	{ 5, 5, ACCESSED },  { 6, 6, DIRTY },	  { 7, 7, IGNORED },	   { 11, 8, IGNORED },
	{ 51, 12, ADDRESS }, { 62, 52, IGNORED }, { 63, 63, NOT_EXECUTE },
};

/* ---- Reading ---- */

static uint64_t bits(uint64_t value, int high, int low)
{
	uint64_t result = 0;

	for (int bit = high; bit >= low; bit--)
		result = result * 2 + (value >> bit) % 2;
	return result;
}

static uint64_t bit_at(int bit)
{
	uint64_t value = 1;

	while (bit-- > 0)
		value *= 2;
	return value;
}

/* Field by field: the bits in their place, as one number per meaning. */
static void read_fields(uint64_t entry, const struct row *row, uint64_t *field)
{
	for (int i = 0; i < NR_MEANINGS; i++)
		field[i] = 0;
	for (;; row++) {
		uint64_t value = bits(entry, row->high, row->low);

		if (row->meaning == ADDRESS || row->meaning == NOT_IN_FRAME)
			value *= bit_at(row->low);
		field[row->meaning] |= value;
		if (row->high == 63)
			return;
	}
}

static uint64_t set_row(uint64_t entry, const struct row *row, enum meaning meaning)
{
	for (; row->meaning != meaning; row++)
		if (row->high == 63)
			return entry;
	return bits(entry, row->low, row->low) ? entry : entry + bit_at(row->low);
}

static bool load(const struct naive_memory *memory, uint64_t address, uint64_t *value)
{
	if (address < memory->first || address - memory->first >= memory->size)
		return false;
	*value = 0;
	for (int i = 7; i >= 0; i--)
		*value = *value * 256 + memory->bytes[address - memory->first + (uint64_t)i];
	return true;
}

/* The address of the entry for `address` in a table of the level. */
static uint64_t entry_address(uint64_t table, uint64_t address, int level)
{
	static const int low[] = { 0, 12, 21, 30, 39, 48 };

	return table + 8 * bits(address, low[level] + 8, low[level]);
}

static bool is_too_high(uint64_t address, const struct naive_machine *machine)
{
	for (int bit = machine->physical_bits; bit <= 51; bit++)
		if (bits(address, bit, bit) && bit != machine->encryption_bit)
			return true;
	return false;
}

static uint64_t without_encryption(uint64_t address, const struct naive_machine *machine)
{
	int bit = machine->encryption_bit;

	return bit && bits(address, bit, bit) ? address - bit_at(bit) : address;
}

static uint64_t page_bytes(int level)
{
	return level == 1 ? 4096 : level == 2 ? 2097152 : 1073741824;
}

/* A page of the level at `frame`: frame and offset do not overlap. */
static uint64_t in_page(uint64_t frame, uint64_t address, int level)
{
	return frame + address % page_bytes(level);
}

static void note_used(struct naive_answer *answer, uint64_t at, uint64_t after)
{
	answer->used_at[answer->nr_used] = at;
	answer->used_after[answer->nr_used] = after;
	answer->nr_used++;
}

/* ---- EPT ---- */

static const struct row *ept_rows(uint64_t entry, int level)
{
	bool size = bits(entry, 7, 7);

	switch (level) {
	case 1:
		return ept_4k;
	case 2:
		return size ? ept_2m : ept_lower_table;
	case 3:
		return size ? ept_1g : ept_lower_table;
	default:
		return ept_upper_table;
	}
}

static bool is_ept_page(const struct row *rows)
{
	return rows == ept_4k || rows == ept_2m || rows == ept_1g;
}

static bool is_misconfigured(const struct naive_machine *machine, const struct row *rows,
			     const uint64_t *field, bool *because)
{
	bool execute = field[EXECUTE] || (machine->split_execute && field[EXECUTE_USER]);
	bool any = false;

	because[WRITE_ONLY] = field[WRITE] && !field[READ];
	because[EXECUTE_ONLY] = execute && !field[READ] && !machine->execute_only;
	because[TABLE_BITS] = field[RESERVED] != 0;
	because[PAGE_SIZE_UNKNOWN] = (rows == ept_2m && !machine->has_2m) ||
				     (rows == ept_1g && !machine->has_1g);
	because[FRAME_NOT_ALIGNED] = field[NOT_IN_FRAME] != 0;
	because[ADDRESS_TOO_HIGH] = is_too_high(field[ADDRESS], machine);
	because[MEMORY_TYPE] = is_ept_page(rows) &&
			       (field[TYPE] == 2 || field[TYPE] == 3 || field[TYPE] == 7);
	for (int i = 0; i < NR_REASONS; i++)
		any = any || because[i];
	return any;
}

static uint64_t ept_qualification(const struct naive_machine *machine,
				  const struct naive_question *q, const struct naive_answer *a,
				  bool table_is_write)
{
	bool final = q->linear && !q->guest_table;
	bool advanced = final && machine->advanced;
	bool bit[13] = {
		[0] = q->read || table_is_write,
		[1] = q->write || table_is_write,
		[2] = q->fetch,
		[3] = a->can_read,
		[4] = a->can_write,
		[5] = a->can_execute,
		[6] = a->can_execute_user,
		[7] = q->linear,
		[8] = final,
		[9] = advanced && q->linear_user,
		[10] = advanced && q->linear_write,
		[11] = advanced && q->linear_xd,
		[12] = q->nmi_unblock,
	};
	uint64_t value = 0;

	for (int i = 0; i <= 12; i++)
		value += bit[i] ? bit_at(i) : 0;
	return value;
}

static struct naive_answer ept_violation(const struct naive_machine *machine,
					 const struct naive_question *q, struct naive_answer a,
					 bool table_is_write, bool suppressed)
{
	a.what = machine->virtualize_violations && !suppressed ? NAIVE_VIRTUALIZED : NAIVE_FAULT;
	a.code = ept_qualification(machine, q, &a, table_is_write);
	return a;
}

static bool ept_permits(const struct naive_machine *machine, const struct naive_question *q,
			const struct naive_answer *a, bool table_is_write)
{
	bool execute = machine->split_execute && q->user ? a->can_execute_user : a->can_execute;

	return (!q->read || a->can_read) && (!(q->write || table_is_write) || a->can_write) &&
	       (!q->fetch || execute);
}

struct naive_answer naive_ept(const struct naive_memory *memory,
			      const struct naive_machine *machine, const struct naive_question *q)
{
	struct naive_answer a = { .can_read = true, .can_write = true, .can_execute = true };
	bool track = bits(q->root, 6, 6);
	bool table_is_write = q->guest_table && track;
	uint64_t field[NR_MEANINGS], table = bits(q->root, 51, 12) * 4096;
	const struct row *rows;

	a.can_execute_user = machine->split_execute;
	a.level = (int)bits(q->root, 5, 3) + 1;
	if (bits(q->address, 63, a.level == 4 ? 48 : 57)) {
		a.can_read = a.can_write = a.can_execute = a.can_execute_user = false;
		return ept_violation(machine, q, a, table_is_write, true);
	}
	for (;; a.level--, table = field[ADDRESS]) {
		uint64_t at = entry_address(table, q->address, a.level);

		if (!load(memory, at, &a.entry)) {
			a.what = NAIVE_NO_MEMORY;
			return a;
		}
		rows = ept_rows(a.entry, a.level);
		read_fields(a.entry, rows, field);
		if (!field[READ] && !field[WRITE] && !field[EXECUTE] &&
		    !(machine->split_execute && field[EXECUTE_USER])) {
			a.can_read = a.can_write = a.can_execute = a.can_execute_user = false;
			return ept_violation(machine, q, a, table_is_write, field[SUPPRESS]);
		}
		if (is_misconfigured(machine, rows, field, a.because)) {
			a.what = NAIVE_MISCONFIGURED;
			return a;
		}
		a.can_read = a.can_read && field[READ];
		a.can_write = a.can_write && field[WRITE];
		a.can_execute = a.can_execute && field[EXECUTE];
		a.can_execute_user = a.can_execute_user && field[EXECUTE_USER];
		note_used(&a, at, track ? set_row(a.entry, rows, ACCESSED) : a.entry);
		if (is_ept_page(rows))
			break;
	}
	if (!ept_permits(machine, q, &a, table_is_write))
		return ept_violation(machine, q, a, table_is_write, field[SUPPRESS]);
	a.what = NAIVE_MAPPED;
	a.result = in_page(field[ADDRESS], q->address, a.level);
	a.memory_type = (int)field[TYPE];
	a.ignore_pat = field[NO_PAT];
	if (track && (q->write || table_is_write))
		a.used_after[a.nr_used - 1] = set_row(a.used_after[a.nr_used - 1], rows, DIRTY);
	return a;
}

/* ---- NPT ---- */

static const struct row *npt_rows(uint64_t entry, int level)
{
	bool size = bits(entry, 7, 7);

	switch (level) {
	case 1:
		return npt_4k;
	case 2:
		return size ? npt_2m : npt_lower_table;
	case 3:
		return size ? npt_1g : npt_lower_table;
	default:
		return npt_upper_table;
	}
}

static struct naive_answer npf(const struct naive_question *q, struct naive_answer a,
			       bool present, bool reserved)
{
	bool bit[35] = {
		[0] = present,
		[1] = q->write || q->guest_table,
		[2] = true,
		[3] = reserved,
		[4] = q->fetch,
		[32] = !q->guest_table,
		[33] = q->guest_table,
		[34] = q->encrypted,
	};

	a.what = NAIVE_FAULT;
	for (int i = 0; i <= 34; i++)
		a.code += bit[i] ? bit_at(i) : 0;
	return a;
}

static bool npt_permits(const struct naive_machine *machine, const struct naive_question *q,
			const struct naive_answer *a, bool user)
{
	if ((q->write || q->guest_table) && !a->can_write)
		return false;
	if (q->fetch && !a->can_execute)
		return false;
	if (machine->execute_trap)
		return !(q->fetch && q->supervisor && user);
	return user;
}

struct naive_answer naive_npt(const struct naive_memory *memory,
			      const struct naive_machine *machine, const struct naive_question *q)
{
	struct naive_answer a = { .can_read = true, .can_write = true, .can_execute = true };
	uint64_t table = without_encryption(bits(q->root, 51, 12) * 4096, machine);
	uint64_t field[NR_MEANINGS], frame;
	const struct row *rows;
	bool user = true;

	a.level = machine->five_levels ? 5 : 4;
	if (bits(q->address, 63, a.level == 4 ? 48 : 57))
		return npf(q, a, false, false);
	for (;; a.level--, table = without_encryption(field[ADDRESS], machine)) {
		uint64_t at = entry_address(table, q->address, a.level);

		if (!load(memory, at, &a.entry)) {
			a.what = NAIVE_NO_MEMORY;
			return a;
		}
		rows = npt_rows(a.entry, a.level);
		read_fields(a.entry, rows, field);
		if (!field[READ])
			return npf(q, a, false, false);
		if (field[RESERVED] || field[NOT_IN_FRAME] ||
		    is_too_high(field[ADDRESS], machine) ||
		    (rows == npt_1g && !machine->has_1g) ||
		    (field[NOT_EXECUTE] && !machine->no_execute))
			return npf(q, a, true, true);
		a.can_write = a.can_write && field[WRITE];
		a.can_execute = a.can_execute && !field[NOT_EXECUTE];
		user = user && field[USER];
		note_used(&a, at, set_row(a.entry, rows, ACCESSED));
		if (rows == npt_4k || rows == npt_2m || rows == npt_1g)
			break;
	}
	if (!npt_permits(machine, q, &a, user))
		return npf(q, a, true, false);
	frame = without_encryption(field[ADDRESS], machine);
	a.what = NAIVE_MAPPED;
	a.result = in_page(frame, q->address, a.level);
	if (q->write || q->guest_table)
		a.used_after[a.nr_used - 1] = set_row(a.used_after[a.nr_used - 1], rows, DIRTY);
	return a;
}
