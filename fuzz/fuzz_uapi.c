/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The kernel's own interface with hostile structures: gms_ioctl().
 *
 *	head of a sequence | calls, each CALL_BYTES:
 *		request | target | bytes of the structure | the structure
 */
#include <stdio.h>
#include <string.h>

#include "abi.h"
#include "campaign.h"

#define STRUCT_BYTES 160u
#define CALL_BYTES   (3u + STRUCT_BYTES)
#define CALLS_MAX    32u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

/* Not those of the dirty log, whose structures point to memory of the caller. */
static const uint32_t requests[] = {
	KVM_CREATE_VM,
	KVM_CHECK_EXTENSION,
	KVM_GET_VCPU_MMAP_SIZE,
	KVM_CREATE_VCPU,
	KVM_SET_USER_MEMORY_REGION,
	KVM_SET_USER_MEMORY_REGION2,
	KVM_ENABLE_CAP,
	KVM_SET_MEMORY_ATTRIBUTES,
	KVM_CREATE_GUEST_MEMFD,
	KVM_PRE_FAULT_MEMORY,
	KVM_RUN,
};

static bool points_to_memory(uint32_t request)
{
	return request == KVM_GET_DIRTY_LOG || request == KVM_CLEAR_DIRTY_LOG;
}

static uint32_t request_of(uint8_t byte, const uint8_t *arg)
{
	uint32_t raw;

	if (byte < 0xf0)
		return requests[byte % (sizeof(requests) / sizeof(requests[0]))];
	memcpy(&raw, arg, sizeof(raw));
	return points_to_memory(raw) ? 0 : raw;
}

static void call(struct gms_world *w, const uint8_t *bytes, uint64_t define)
{
	uint8_t arg[STRUCT_BYTES];

	memcpy(arg, bytes + 3, sizeof(arg));
	gms_ioctl(w, bytes[1] % 8, request_of(bytes[0], arg), bytes[2] == 0xff ? NULL : arg,
		  bytes[2] % (STRUCT_BYTES + 1), define);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static struct sequence q;
	struct campaign c = { .sequence = &q };
	size_t at = bytes < HEAD_BYTES ? bytes : HEAD_BYTES;
	uint8_t one[CALL_BYTES];

	sequence_decode(&q, data, at);
	c.w = campaign_world(&q);
	if (!c.w)
		return 0;
	for (; c.nr_done < q.nr_ops; c.nr_done++)
		gms_run(c.w, &q.op[c.nr_done]);
	for (unsigned int i = 0; i < CALLS_MAX && at < bytes; i++, at += CALL_BYTES) {
		size_t left = bytes - at < CALL_BYTES ? bytes - at : CALL_BYTES;

		memset(one, 0, sizeof(one));
		memcpy(one, data + at, left);
		gms_trail_clear(c.w);
		call(c.w, one, q.nr_symbols + 1 + i);
		campaign_check(&c, true);
	}
	campaign_end(&q, c.w);
	return 0;
}
