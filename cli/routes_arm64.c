/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The routing table of arm64: four kinds of slot, what the abort says, which access it
 * is, whether an invalidation gets in between, and dirty logging.
 *
 * Nothing is looked up: what was seen of a row (routes_arm64_run.c) is put in words.  It
 * runs again with KVM_CAP_ARM_NISV_TO_USER, without the syndrome (does the processor raise
 * it?), and on older kernels.
 */
#include <errno.h>
#include <string.h>

#include "routes_arm64.h"
#include "sim/mmu_arm64/esr.h"
#include "sim/mmu_arm64/pgtable.h"

enum column {
	COLUMN_ID,
	COLUMN_SLOT,
	COLUMN_FAULT,
	COLUMN_ACCESS,
	COLUMN_RACED,
	COLUMN_DIRTY_LOG,
	COLUMN_SETUP,
	COLUMN_HW_REACH,
	COLUMN_EC,
	COLUMN_FSC,
	COLUMN_WNR,
	COLUMN_S1PTW,
	COLUMN_CM,
	COLUMN_ISV,
	COLUMN_KVM_WRITE,
	COLUMN_KVM_EXEC,
	COLUMN_PTE_BEFORE,
	COLUMN_HANDLER,
	COLUMN_SEQ_CHECKED,
	COLUMN_BACKING,
	COLUMN_OUTCOME,
	COLUMN_PTE_AFTER,
	COLUMN_TLBI,
	COLUMN_CMO_DONE,
	COLUMN_HOST_PAGE,
	COLUMN_DIRTY_BIT,
	COLUMN_GUEST_PC,
	COLUMN_RUN_RET,
	COLUMN_EXIT_REASON,
	COLUMN_RUN_RET_NISV,
	COLUMN_EXIT_REASON_NISV,
	COLUMN_INJECT,
	COLUMN_OLDER_KERNELS,
	COLUMN_RULES,
	NR_COLUMNS
};

static const char *const columns[NR_COLUMNS + 1] = {
	"id",
	"slot",
	"fault",
	"access",
	"raced",
	"dirty_log",
	"setup",
	"hw_reach",
	"ec",
	"fsc",
	"wnr",
	"s1ptw",
	"cm",
	"isv",
	"kvm_write",
	"kvm_exec",
	"pte_before",
	"handler",
	"seq_checked",
	"backing",
	"outcome",
	"pte_after",
	"tlbi",
	"cmo_done",
	"host_page",
	"dirty_bit",
	"guest_pc",
	"run_ret",
	"exit_reason",
	"run_ret_nisv_cap",
	"exit_reason_nisv_cap",
	"inject",
	"older_kernels",
	"rules",
	NULL,
};

/* ---- What a row is about ---- */

static const char *const slots[] = { "none", "anon", "gmem_mmap", "anon_ro" };
static const char *const faults[] = { "translation", "permission", "access_flag", "excl_atomic" };
static const char *const accesses[] = { "read", "write", "exec", "s1ptw", "cmo", "atomic_isv0" };
#define NR_PLAIN (NR_SLOTS * NR_FAULTS * NR_ACCESSES * 4)
#define NR_ROWS	 (NR_PLAIN + NR_SLOTS * 4)

static struct route route_at(unsigned int index)
{
	struct route r = {
		.number = index + 1,
		.raced = index / 2 % 2,
		.dirty_log = index % 2,
		.access = ATOMIC,
		.fault = EXCL_ATOMIC,
	};

	if (index >= NR_PLAIN) {
		r.slot = (index - NR_PLAIN) / 4;
	} else {
		r.access = index / 4 % NR_ACCESSES;
		r.fault = index / 4 / NR_ACCESSES % NR_FAULTS;
		r.slot = index / 4 / NR_ACCESSES / NR_FAULTS;
	}
	r.esr = route_esr(&r);
	return r;
}

/* ---- What the columns say ---- */

static const char *letters(uint64_t d, bool is_leaf, bool with_af)
{
	static const char *const rights[] = { "---", "R--", "-W-", "RW-",
					      "--X", "R-X", "-WX", "RWX" };
	static char text[16];
	unsigned int prot = s2_prot(d) & (S2_PROT_RW | S2_PROT_PX);

	if (!is_leaf)
		return "invalid";
	snprintf(text, sizeof(text), "%s%s", rights[prot],
		 !with_af    ? ""
		 : d & S2_AF ? "(AF=1)"
			     : "(AF=0)");
	return text;
}

static const char *outcome_of(const struct seen *s)
{
	if (route_was_told(s, "ARM-ABORT-5"))
		return "unsupported_fsc";
	if (route_was_told(s, "ARM-MMIO-5"))
		return "mmio_exit";
	if (route_was_told(s, "ARM-ABORT-12"))
		return "skip_insn";
	if (route_was_told(s, "ARM-ABORT-13"))
		return "nisv";
	if (route_was_told(s, "ARM-USER-8"))
		return "excl_inject";
	if (route_was_told(s, "ARM-INJ-2"))
		return "sea_inject";
	if (route_was_told(s, "ARM-ABORT-15"))
		return s->after_is_leaf ? "mkyoung" : "mkyoung_miss";
	if (s->forever)
		return "retry_forever";
	if (s->flushed)
		return "relax";
	return s->after_is_leaf && !s->before_is_leaf ? "map_4k" : "retry";
}

static bool is_outcome(const struct seen *s, const char *name)
{
	return !strcmp(outcome_of(s), name);
}

static const char *handler_of(const struct route *r, const struct seen *s)
{
	static const char *const rule[][2] = {
		{ "ARM-ABORT-5", "none" },
		{ "ARM-ABORT-10", "kvm_inject_sea_iabt" },
		{ "ARM-ABORT-11", "kvm_inject_sea_dabt" },
		{ "ARM-ABORT-12", "skip_cmo" },
		{ "ARM-ABORT-13", "io_mem_abort" },
		{ "ARM-ABORT-15", "handle_access_fault" },
	};

	for (size_t i = 0; i < sizeof(rule) / sizeof(rule[0]); i++)
		if (route_was_told(s, rule[i][0]))
			return rule[i][1];
	return r->slot == SLOT_GMEM ? "gmem_abort" : "user_mem_abort";
}

/* Did it come to gmem_abort() or user_mem_abort()? */
static bool is_memory(const struct route *r, const struct seen *s)
{
	return strstr(handler_of(r, s), "mem_abort") && !route_was_told(s, "ARM-ABORT-13");
}

static const char *backing_of(const struct route *r, const struct seen *s)
{
	if (is_outcome(s, "mmio_exit"))
		return "emulated";
	if (!is_memory(r, s))
		return "none";
	return r->slot == SLOT_GMEM ? "gmem" : "anon_hva";
}

/* Every entry can be read; what only an old TLB entry or a lost race can raise is spurious. */
static const char *reach_of(const struct route *r, const struct seen *probe, const struct seen *s)
{
	if (s->setup_error)
		return "no";
	if (r->fault == EXCL_ATOMIC)
		return "ls64_only";
	if (probe->natural)
		return r->access == CMO && r->fault == PERMISSION ? "dc_ivac_only" : "yes";
	if (!s->before_is_leaf)
		return "stale_tlb";
	return r->access == READ ? "no" : "spurious";
}

/* ARM-PGT-6, ARM-PGT-8: what is mapped, and what becomes executable. */
static const char *cmo_of(const struct seen *s)
{
	bool mapped = is_outcome(s, "map_4k");
	bool exec = s->after_is_leaf && s2_prot(s->after) & S2_PROT_X &&
		    (!s->before_is_leaf || !(s2_prot(s->before) & S2_PROT_X));

	if (mapped && exec)
		return "dcache+icache";
	return mapped ? "dcache" : exec ? "icache" : "none";
}

static const char *page_of(const struct seen *s)
{
	if (!is_outcome(s, "map_4k") && !is_outcome(s, "relax"))
		return "unused";
	return s->dirtied ? "dirty" : "clean";
}

static const char *pc_of(const struct seen *s)
{
	if (!s->left)
		return "same";
	switch (s->result.kind) {
	case GMS_RESULT_MMIO:
		return "next_on_reentry";
	case GMS_RESULT_ABORT:
		return "vector";
	case GMS_RESULT_OK:
		return "next";
	default:
		return "same";
	}
}

static void set_run(struct route_row *row, unsigned int column, const struct seen *s)
{
	char text[64];

	route_set(row, column, "continue");
	route_set(row, column + 1, "-");
	if (!s->left || s->result.kind == GMS_RESULT_ABORT || s->result.kind == GMS_RESULT_OK)
		return;
	route_set(row, column, "0");
	switch (s->result.kind) {
	case GMS_RESULT_MMIO:
		route_set(row, column + 1, "KVM_EXIT_MMIO(6)");
		break;
	case GMS_RESULT_ARM64_EXIT:
		route_set(row, column + 1, "KVM_EXIT_ARM_NISV(28)");
		break;
	default:
		snprintf(text, sizeof(text), "-%s(%d)",
			 s->result.error == ENOSYS ? "ENOSYS" : "EFAULT", s->result.error);
		route_set(row, column, text);
		route_set(row, column + 1, "KVM_EXIT_UNKNOWN(0)");
	}
}

static void set_inject(struct route_row *row, const struct route *r, const struct seen *s)
{
	bool fetch = s->result.code == EC_IABT_CURRENT;
	char text[32];

	route_set(row, COLUMN_INJECT, "-");
	if (!s->left || s->result.kind != GMS_RESULT_ABORT)
		return;
	if (r->esr & ESR_S1PTW && (s->result.value & 0x3c) == FSC_SEA_WALK)
		snprintf(text, sizeof(text), "%s FSC=0x14+s1level", fetch ? "IABT" : "DABT");
	else
		snprintf(text, sizeof(text), "%s FSC=0x%02x", fetch ? "IABT" : "DABT",
			 (unsigned int)s->result.value);
	route_set(row, COLUMN_INJECT, text);
}

static void set_rules(struct route_row *row, const struct seen *s, const struct seen *nisv)
{
	char *cell = row->cell[COLUMN_RULES];
	size_t used = 0;

	for (size_t i = 0; i < ROUTE_NR_TOLD; i++) {
		/* The one says what is peculiar about the other. */
		if (!strcmp(route_told[i], "ARM-GMEM-10") && route_was_told(s, "ARM-GMEM-12"))
			continue;
		if (s->hits[i] || nisv->hits[i])
			used += (size_t)snprintf(cell + used, ROUTE_CELL_BYTES - used, "%s%s",
						 used ? " " : "", route_told[i]);
	}
}

/* What kernels before 7.1 did with the same. */
static void set_older(struct route_row *row, const struct seen *s, const struct seen *old,
		      const struct seen *recent)
{
	if (route_was_told(old, "ARM-ABORT-5") && !route_was_told(s, "ARM-ABORT-5"))
		route_set(row, COLUMN_OLDER_KERNELS, "6.18: -EFAULT(14) unsupported FSC");
	else if (old->forever && recent->forever && !s->forever)
		route_set(row, COLUMN_OLDER_KERNELS,
			  "6.18-7.0: retry_forever (stage2_map returns EAGAIN; no TLBI)");
	else
		route_set(row, COLUMN_OLDER_KERNELS, "-");
}

static void set_bit(struct route_row *row, unsigned int column, bool bit)
{
	route_set(row, column, bit ? "1" : "0");
}

static void set_number(struct route_row *row, unsigned int column, const char *format,
		       unsigned int value)
{
	snprintf(row->cell[column], ROUTE_CELL_BYTES, format, value);
}

static void set_question(struct route_row *row, const struct route *r)
{
	snprintf(row->cell[COLUMN_ID], ROUTE_CELL_BYTES, "%c%03u",
		 r->fault == EXCL_ATOMIC ? 'X' : 'A', r->number);
	route_set(row, COLUMN_SLOT, slots[r->slot]);
	route_set(row, COLUMN_FAULT, faults[r->fault]);
	route_set(row, COLUMN_ACCESS, accesses[r->access]);
	set_bit(row, COLUMN_RACED, r->raced);
	set_bit(row, COLUMN_DIRTY_LOG, r->dirty_log);
	set_number(row, COLUMN_EC, "0x%02x", esr_ec(r->esr));
	set_number(row, COLUMN_FSC, "0x%02x", esr_fsc(r->esr));
	set_bit(row, COLUMN_WNR, r->esr & ESR_WNR);
	set_bit(row, COLUMN_S1PTW, r->esr & ESR_S1PTW);
	set_bit(row, COLUMN_CM, r->esr & ESR_CM);
	set_bit(row, COLUMN_ISV, r->esr & ESR_ISV);
	set_bit(row, COLUMN_KVM_WRITE, esr_is_write(r->esr));
	set_bit(row, COLUMN_KVM_EXEC, esr_is_exec(r->esr));
}

static void set_rejected(struct route_row *row, const struct seen *s)
{
	for (unsigned int i = COLUMN_PTE_BEFORE; i < NR_COLUMNS; i++)
		route_set(row, i, "-");
	snprintf(row->cell[COLUMN_SETUP], ROUTE_CELL_BYTES, "rejected:-%s(%d)",
		 s->setup_error == EINVAL ? "EINVAL" : "E", s->setup_error);
	route_set(row, COLUMN_HW_REACH, "no");
	route_set(row, COLUMN_HANDLER, "none");
	route_set(row, COLUMN_OUTCOME, "setup_rejected");
	/* The generic SLOT-5 by its name here. */
	route_set(row, COLUMN_RULES, "ARM-SLOT-4");
}

static void set_memory(struct route_row *row, const struct route *r, const struct seen *s)
{
	bool memory = is_memory(r, s), young = route_was_told(s, "ARM-ABORT-15");

	route_set(row, COLUMN_TLBI, s->flushed ? "local_ipa" : memory || young ? "none" : "-");
	route_set(row, COLUMN_CMO_DONE, memory ? cmo_of(s) : "-");
	route_set(row, COLUMN_HOST_PAGE, memory ? page_of(s) : "-");
	route_set(row, COLUMN_DIRTY_BIT, !memory ? "-" : s->logged ? "1" : "0");
}

static void set_answer(struct route_row *row, const struct route *r, const struct seen *s)
{
	bool af = r->fault == ACCESS_FLAG;

	route_set(row, COLUMN_SETUP, r->slot == SLOT_NONE && r->dirty_log ? "n/a" : "ok");
	route_set(row, COLUMN_PTE_BEFORE, letters(s->before, s->before_is_leaf, af));
	route_set(row, COLUMN_HANDLER, handler_of(r, s));
	route_set(row, COLUMN_SEQ_CHECKED, s->checked ? "yes" : "no");
	route_set(row, COLUMN_BACKING, backing_of(r, s));
	route_set(row, COLUMN_OUTCOME, outcome_of(s));
	route_set(row, COLUMN_PTE_AFTER, letters(s->after, s->after_is_leaf, af));
	set_memory(row, r, s);
	route_set(row, COLUMN_GUEST_PC, pc_of(s));
	set_run(row, COLUMN_RUN_RET, s);
	set_inject(row, r, s);
}

static bool run_row(const struct world_options *options, unsigned int index,
		    struct route_row *row, enum exit_status *status)
{
	struct route r = route_at(index);
	struct seen s, nisv, probe, old, recent;

	if (!route_run_arm64(options, &r, -1, false, false, &s, status) ||
	    !route_run_arm64(options, &r, -1, true, false, &nisv, status) ||
	    !route_run_arm64(options, &r, -1, false, true, &probe, status) ||
	    !route_run_arm64(options, &r, gms_profile_find("6.18"), false, false, &old, status) ||
	    !route_run_arm64(options, &r, gms_profile_find("7.0"), false, false, &recent, status))
		return false;
	set_question(row, &r);
	if (s.setup_error) {
		set_rejected(row, &s);
		return true;
	}
	set_answer(row, &r, &s);
	set_run(row, COLUMN_RUN_RET_NISV, &nisv);
	route_set(row, COLUMN_HW_REACH, reach_of(&r, &probe, &s));
	set_older(row, &s, &old, &recent);
	set_rules(row, &s, &nisv);
	return true;
}

const struct routes routes_arm64 = { columns, NR_ROWS, run_row };
