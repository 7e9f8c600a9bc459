/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes into numbers and entries. */
#include "tables.h"

uint64_t input_number(struct input *in, unsigned int bytes)
{
	uint64_t number = 0;

	for (unsigned int i = 0; i < bytes && in->left; i++, in->left--)
		number |= (uint64_t)*in->data++ << (8 * i);
	return number;
}

bool input_entry(struct input *in, struct table_entry *e)
{
	if (!in->left)
		return false;
	e->page = (uint8_t)input_number(in, 1);
	e->level = (uint8_t)input_number(in, 1);
	e->child = (uint8_t)input_number(in, 1);
	e->bits = input_number(in, 8);
	return true;
}
