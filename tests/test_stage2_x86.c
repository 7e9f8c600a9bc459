/* SPDX-License-Identifier: BSD-2-Clause */
/* What page table a VM gets: EPT or NPT, how deep, with which bits. X86-CFG-*. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "arch.h"
#include "guests.h"
#include "mmu_x86/mmu_x86.h"
#include "mmu_x86/stage2.h"
#include "mmu_x86/tdp_mmu.h"

#include <cmocka.h>

/* A VM with one page of a file that the guest has written. */
static struct gms_world *written(struct gms_world *w, uint64_t type)
{
	assert_int_equal(do_vm(w, H_VM, type), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 4 * PAGE, MMAP), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, H_FILE, 0, NOWHERE), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 7), 0);
	return w;
}

static struct translation leaf(struct gms_world *w)
{
	return arch(w)->walk(w, handle_vm(w, H_VM), GPA);
}

static uint64_t bits_of_leaf(struct gms_world *w)
{
	struct translation tr = leaf(w);

	assert_true(tr.mapped);
	assert_int_equal(tr.level, 1);
	return tr.entry & ~(frame_pfn(tr.frame) << PAGE_SHIFT);
}

static uint64_t bits_of_root_entry(struct gms_world *w)
{
	const struct vm *vm = vm_at(w, handle_vm(w, H_VM));
	uint64_t e = entry_read(w, vm->root[0], ept_index(GPA >> PAGE_SHIFT, vm->start_level));
	struct spte_format format = x86_format(w, vm);

	assert_true(spte_pfn(&format, e) >= TABLE_PFN_BASE);
	return e & ~(spte_pfn(&format, e) << PAGE_SHIFT);
}

/* X86-SPTE-9 */
static void the_vendor_decides_about_the_format(void **state)
{
	static const struct {
		uint64_t vendor, leaf, table;
	} formats[] = {
		{ 0, 0x80a0000000000f77, 0x8000000000000d07 },
		{ 1, 0x80a0000000000f77, 0x8000000000000d07 },
		{ 2, 0x0000000000000e67, 0x0000000000000827 },
	};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct gms_world *w = written(world_with(GMS_PARAM_VENDOR, formats[i].vendor), 0);

		assert_int_equal(bits_of_leaf(w), formats[i].leaf);
		assert_int_equal(bits_of_root_entry(w), formats[i].table);
		gms_destroy(w);
	}
}

static void sev_types_have_an_npt_wherever_they_are_offered(void **state)
{
	(void)state;
	for (uint64_t type = X86_DEFAULT_VM; type < X86_NR_VM_TYPES; type++) {
		bool amd = type >= X86_SEV_VM && type <= X86_SNP_VM;
		struct gms_world *w = world_with(GMS_PARAM_VENDOR, 0);

		assert_int_equal(do_vm(w, H_VM, type), 0);
		assert_int_equal(vm_at(w, handle_vm(w, H_VM))->npt, amd);
		gms_destroy(w);
	}
}

static void the_encryption_bit_is_in_every_entry(void **state)
{
	struct gms_config config;
	struct gms_world *w;
	const char *why;

	(void)state;
	gms_config_init(&config);
	config.param[GMS_PARAM_VENDOR] = 2;
	config.param[GMS_PARAM_SME_CBIT] = 47;
	w = written(gms_create(&config, &why), 0);
	assert_int_equal(bits_of_leaf(w), 0x0000800000000e67);
	assert_int_equal(bits_of_root_entry(w), 0x0000800000000827);
	gms_destroy(w);
	config.param[GMS_PARAM_SME_CBIT] = 45;
	assert_null(gms_create(&config, &why));
	assert_string_equal(why, "sme_cbit: it is 0 or 46 to 51");
}

/* X86-CFG-13, X86-NPT-6: U of a leaf goes, and means something else to the processor. */
static void with_gmet_leaves_are_for_the_guests_kernel_too(void **state)
{
	static const struct {
		const char *profile;
		uint64_t vendor, gmet, leaf, table;
	} cases[] = {
		{ "7.2", 2, 1, 0xe63, 0x827 },
		{ "7.2", 2, 0, 0xe67, 0x827 },
		{ "7.1", 2, 1, 0xe67, 0x827 },
		{ "7.2", 1, 1, 0x80a0000000000f77, 0x8000000000000d07 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct gms_config config;
		struct gms_world *w;
		const char *why;

		gms_config_init(&config);
		config.profile = (unsigned int)gms_profile_find(cases[i].profile);
		config.param[GMS_PARAM_VENDOR] = cases[i].vendor;
		config.param[GMS_PARAM_GMET] = cases[i].gmet;
		w = written(gms_create(&config, &why), 0);
		assert_int_equal(bits_of_leaf(w), cases[i].leaf);
		assert_int_equal(bits_of_root_entry(w), cases[i].table);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_EXEC, GPA, 0), 0);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 7);
		gms_destroy(w);
	}
}

/* Somebody takes from the leaf, or gives it, bits that KVM leaves alone. */
static void change_leaf(struct gms_world *w, uint64_t bits)
{
	const struct vm *vm = vm_at(w, handle_vm(w, H_VM));
	struct tdp_iter it = tdp_iter_start(w, vm, GPA >> PAGE_SHIFT, (GPA >> PAGE_SHIFT) + 1);

	assert_true(tdp_iter_find(w, &it));
	tdp_set_entry(w, it.table[it.level], tdp_iter_index(&it), it.entry ^ bits);
}

static enum gms_result_kind fetch(struct gms_world *w, uint64_t cpl)
{
	struct gms_op op = op_guest(H_VCPU, GMS_ACCESS_EXEC, GPA, 0);

	op.mode = cpl;
	return gms_run(w, &op).kind;
}

/*
 * X86-FAULT-10.  The processor refuses a fetch by those whose right is gone.  Before 7.3 KVM
 * takes the leaf for a good one, so that they fault for ever; since then it maps anew.
 */
static void a_fetch_needs_the_right_of_who_makes_it(void **state)
{
	static const struct {
		const char *profile;
		uint64_t vendor, bits, lacks;
		enum gms_result_kind then;
	} cases[] = {
		{ "7.2", 1, EPT_EXEC_USER, 3, GMS_RESULT_RETRY },
		{ "7.3", 1, EPT_EXEC_USER, 3, GMS_RESULT_OK },
		{ "7.2", 1, EPT_EXEC, 0, GMS_RESULT_RETRY },
		{ "7.3", 1, EPT_EXEC, 0, GMS_RESULT_OK },
		{ "7.2", 2, NPT_USER, 0, GMS_RESULT_RETRY },
		{ "7.3", 2, NPT_USER, 0, GMS_RESULT_OK },
		/* No control, no difference. */
		{ "7.1", 1, EPT_EXEC_USER, 3, GMS_RESULT_OK },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct gms_config config;
		struct gms_world *w;
		const char *why;

		gms_config_init(&config);
		config.profile = (unsigned int)gms_profile_find(cases[i].profile);
		config.param[GMS_PARAM_VENDOR] = cases[i].vendor;
		config.param[GMS_PARAM_GMET] = config.param[GMS_PARAM_MBEC] = 1;
		w = written(gms_create(&config, &why), 0);
		assert_int_equal(fetch(w, 0), GMS_RESULT_OK);
		assert_int_equal(fetch(w, 3), GMS_RESULT_OK);
		change_leaf(w, cases[i].bits);
		assert_int_equal(fetch(w, 3 - cases[i].lacks), GMS_RESULT_OK);
		assert_int_equal(fetch(w, cases[i].lacks), cases[i].then);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 7);
		gms_destroy(w);
	}
}

/* The TDX module decides for a TD, and a kernel without MBEC for nobody. */
static void mbec_is_for_ept_of_kernels_that_know_it(void **state)
{
	static const struct {
		const char *profile;
		uint64_t type, vendor;
		bool mbec;
	} cases[] = {
		{ "7.2", X86_DEFAULT_VM, 1, true },	 { "7.1", X86_DEFAULT_VM, 1, false },
		{ "7.2", X86_TDX_VM, 1, false },	 { "7.2", X86_DEFAULT_VM, 2, false },
		{ "7.2", X86_SW_PROTECTED_VM, 1, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct gms_config config;
		struct gms_world *w;
		const char *why;

		gms_config_init(&config);
		config.profile = (unsigned int)gms_profile_find(cases[i].profile);
		config.param[GMS_PARAM_VENDOR] = cases[i].vendor;
		config.param[GMS_PARAM_MBEC] = 1;
		w = gms_create(&config, &why);
		assert_int_equal(do_vm(w, H_VM, cases[i].type), 0);
		assert_int_equal(x86_format(w, vm_at(w, handle_vm(w, H_VM))).mbec, cases[i].mbec);
		gms_destroy(w);
	}
}

static void a_root_of_level_5_has_one_table_more(void **state)
{
	(void)state;
	for (uint64_t level = 4; level <= 5; level++)
		for (uint64_t vendor = 1; vendor <= 2; vendor++) {
			struct gms_config config;
			struct gms_world *w;
			const char *why;

			gms_config_init(&config);
			config.param[GMS_PARAM_VENDOR] = vendor;
			config.param[GMS_PARAM_ROOT_LEVEL] = level;
			w = written(gms_create(&config, &why), 0);
			assert_int_equal(w->pool[POOL_TABLE_INFO].live, level);
			assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 7);
			gms_destroy(w);
		}
}

/* X86-CFG-5, X86-CFG-18 */
static void parameters_change_bits_of_a_leaf(void **state)
{
	struct gms_world *w = written(world_with(GMS_PARAM_IGNORE_GUEST_PAT, 0), 0);

	(void)state;
	assert_int_equal(bits_of_leaf(w), 0x80a0000000000f37);
	gms_destroy(w);
	w = written(world_with(GMS_PARAM_AD_BITS, 0), 0);
	assert_int_equal(bits_of_leaf(w), 0x90a0000000000c77);
	assert_int_equal(bits_of_root_entry(w), 0x9000000000000c07);
	gms_destroy(w);
}

/* X86-CFG-18, X86-ZAP-6: bit 6 is IPAT. */
static void the_guests_pat_counts_for_devices_without_coherent_dma(void **state)
{
	struct gms_world *w = written(world(GMS_ARCH_X86, "7.2"), 0);
	struct gms_op dma = op_of(GMS_OP_NONCOHERENT_DMA), quirks = op_of(GMS_OP_ENABLE_CAP);

	(void)state;
	dma.vm = quirks.vm = H_VM;
	quirks.cap = 213;
	quirks.value = 0x200;
	assert_int_equal(bits_of_leaf(w), 0x80a0000000000f77);
	assert_int_equal(gms_run(w, &dma).value, 0);
	assert_false(leaf(w).mapped);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 7), 0);
	assert_int_equal(bits_of_leaf(w), 0x80a0000000000f37);
	dma.is_delete = 1;
	assert_int_equal(gms_run(w, &dma).value, 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 7), 0);
	assert_int_equal(bits_of_leaf(w), 0x80a0000000000f77);
	assert_int_equal(gms_run(w, &dma).kind, GMS_RESULT_UNSUPPORTED);
	/* The quirk's end says nothing of what is mapped. */
	assert_int_equal(gms_run(w, &quirks).value, 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA + PAGE, 7), 0);
	assert_int_equal(bits_of_leaf(w), 0x80a0000000000f77);
	dma.is_delete = 0;
	assert_int_equal(gms_run(w, &dma).value, 0);
	assert_true(leaf(w).mapped);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vendor_decides_about_the_format),
		cmocka_unit_test(sev_types_have_an_npt_wherever_they_are_offered),
		cmocka_unit_test(the_encryption_bit_is_in_every_entry),
		cmocka_unit_test(with_gmet_leaves_are_for_the_guests_kernel_too),
		cmocka_unit_test(a_fetch_needs_the_right_of_who_makes_it),
		cmocka_unit_test(mbec_is_for_ept_of_kernels_that_know_it),
		cmocka_unit_test(a_root_of_level_5_has_one_table_more),
		cmocka_unit_test(parameters_change_bits_of_a_leaf),
		cmocka_unit_test(the_guests_pat_counts_for_devices_without_coherent_dma),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
