/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * B+ tree in the arena.
 *
 * Invariant: every node but an empty root has 1 .. NODE_KEYS entries in
 * ascending key order; all leaves are at the same depth; key[i] of an inner
 * node is the first key below its child i.
 *
 * Nodes are not merged when they run low, only freed when empty: maps here
 * either grow and vanish as a whole or stay small.
 *
 * A key at or above the first of the last leaf can only be there, so small maps
 * and ascending keys are served without a walk.
 */
#include <string.h>

#include "map.h"
#include "world.h"

#define NODE_KEYS  15
#define MAX_HEIGHT 16

struct node {
	uint32_t count;
	uint32_t pad[3];
	uint64_t key[NODE_KEYS];
	uint64_t value[NODE_KEYS]; /* of a leaf; of an inner node: child */
};

struct path {
	ref_t node[MAX_HEIGHT];	 /* [0] is the root */
	uint32_t at[MAX_HEIGHT]; /* entry taken in each */
	uint32_t height;
};

static struct node *node_at(const struct gms_world *w, ref_t ref)
{
	return (struct node *)pool_at(w, POOL_NODE, ref);
}

/* Entries with key <= wanted. */
static uint32_t rank(const struct node *n, uint64_t wanted)
{
	uint32_t i = 0;

	while (i < n->count && n->key[i] <= wanted)
		i++;
	return i;
}

/* Down to the leaf that would hold key; at[] is the last entry <= key, or 0. */
static struct node *descend(const struct gms_world *w, const struct map *m, uint64_t key,
			    struct path *p)
{
	ref_t ref = m->root;

	p->height = m->height;
	for (uint32_t level = 0;; level++) {
		struct node *n = node_at(w, ref);
		uint32_t r = rank(n, key);

		p->node[level] = ref;
		p->at[level] = r ? r - 1 : 0;
		if (level + 1 == m->height)
			return n;
		ref = (ref_t)n->value[p->at[level]];
	}
}

/* The last leaf, if key belongs there. */
static struct node *tail_for(const struct gms_world *w, const struct map *m, uint64_t key)
{
	struct node *n;

	if (!m->tail)
		return NULL;
	n = node_at(w, m->tail);
	return n->key[0] <= key ? n : NULL;
}

/* The last entry with key <= wanted, which the first one is. */
static uint32_t last_at_most(const struct node *n, uint64_t wanted)
{
	uint32_t i = n->count - 1;

	while (n->key[i] > wanted)
		i--;
	return i;
}

bool map_floor(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value)
{
	const struct node *tail = tail_for(w, m, *key);
	ref_t ref = m->root;

	if (tail) {
		uint32_t i = last_at_most(tail, *key);

		*key = tail->key[i];
		*value = tail->value[i];
		return true;
	}
	for (uint32_t level = 0; level < m->height; level++) {
		const struct node *n = node_at(w, ref);
		uint32_t r = rank(n, *key);

		if (!r)
			return false;
		if (level + 1 == m->height) {
			*key = n->key[r - 1];
			*value = n->value[r - 1];
			return true;
		}
		ref = (ref_t)n->value[r - 1];
	}
	return false;
}

bool map_get(const struct gms_world *w, const struct map *m, uint64_t key, uint64_t *value)
{
	uint64_t found = key, got;

	if (!map_floor(w, m, &found, &got) || found != key)
		return false;
	if (value)
		*value = got;
	return true;
}

bool map_ceil(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value)
{
	struct path p;
	struct node *n = tail_for(w, m, *key);
	uint32_t level, i;

	if (!m->height)
		return false;
	if (n) {
		i = last_at_most(n, *key);
		p.height = 1;
	} else {
		n = descend(w, m, *key, &p);
		i = p.at[p.height - 1];
	}
	if (n->key[i] < *key)
		i++;
	if (i == n->count) {
		/* Up to the first ancestor with a later child, then down its left edge. */
		for (level = p.height - 1; level > 0; level--) {
			n = node_at(w, p.node[level - 1]);
			if (p.at[level - 1] + 1 < n->count)
				break;
		}
		if (!level)
			return false;
		n = node_at(w, (ref_t)n->value[p.at[level - 1] + 1]);
		for (; level + 1 < p.height; level++)
			n = node_at(w, (ref_t)n->value[0]);
		i = 0;
	}
	*key = n->key[i];
	*value = n->value[i];
	return true;
}

bool map_first(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value)
{
	*key = 0;
	return map_ceil(w, m, key, value);
}

bool map_next(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value)
{
	if (*key == UINT64_MAX)
		return false;
	++*key;
	return map_ceil(w, m, key, value);
}

static void insert_at(struct node *n, uint32_t i, uint64_t key, uint64_t value)
{
	memmove(&n->key[i + 1], &n->key[i], (n->count - i) * sizeof(n->key[0]));
	memmove(&n->value[i + 1], &n->value[i], (n->count - i) * sizeof(n->value[0]));
	n->key[i] = key;
	n->value[i] = value;
	n->count++;
}

static void remove_at(struct node *n, uint32_t i)
{
	n->count--;
	memmove(&n->key[i], &n->key[i + 1], (n->count - i) * sizeof(n->key[0]));
	memmove(&n->value[i], &n->value[i + 1], (n->count - i) * sizeof(n->value[0]));
	n->key[n->count] = 0;
	n->value[n->count] = 0;
}

/*
 * Put (key, value) at i of a full node, its upper part going to `right`.  An
 * insertion at the very end moves nothing, so that ascending keys fill nodes.
 */
static void split_insert(struct node *n, struct node *right, uint32_t i, uint64_t key,
			 uint64_t value)
{
	uint32_t keep = i == NODE_KEYS ? NODE_KEYS : (NODE_KEYS + 1) / 2;
	uint32_t moved = NODE_KEYS - keep;

	memcpy(right->key, &n->key[keep], moved * sizeof(n->key[0]));
	memcpy(right->value, &n->value[keep], moved * sizeof(n->value[0]));
	memset(&n->key[keep], 0, moved * sizeof(n->key[0]));
	memset(&n->value[keep], 0, moved * sizeof(n->value[0]));
	n->count = keep;
	right->count = moved;
	if (i > keep || keep == NODE_KEYS)
		insert_at(right, i - keep, key, value);
	else
		insert_at(n, i, key, value);
}

/* Take the nodes that an insertion along p will need; all or none. */
static bool reserve_nodes(struct gms_world *w, const struct path *p, ref_t *spare,
			  uint32_t *count)
{
	uint32_t level = p->height;

	*count = 0;
	while (level > 0 && node_at(w, p->node[level - 1])->count == NODE_KEYS) {
		++*count;
		level--;
	}
	if (!level)
		++*count; /* a new root */
	if (!level && p->height == MAX_HEIGHT)
		return false;
	for (uint32_t i = 0; i < *count; i++) {
		spare[i] = pool_take_internal(w, POOL_NODE);
		if (spare[i])
			continue;
		while (i)
			pool_give(w, POOL_NODE, spare[--i]);
		return false;
	}
	return true;
}

/* Lower bounds on the way down follow a new smallest key. */
static void lower_bounds(struct gms_world *w, const struct path *p, uint64_t key)
{
	for (uint32_t level = 0; level + 1 < p->height; level++) {
		struct node *n = node_at(w, p->node[level]);

		if (n->key[p->at[level]] > key)
			n->key[p->at[level]] = key;
	}
}

static bool insert_first(struct gms_world *w, struct map *m, uint64_t key, uint64_t value)
{
	ref_t root = pool_take_internal(w, POOL_NODE);

	if (!root)
		return false;
	insert_at(node_at(w, root), 0, key, value);
	m->root = m->tail = root;
	m->height = 1;
	m->count = 1;
	return true;
}

static void insert_along(struct gms_world *w, struct map *m, struct path *p, const ref_t *spare,
			 uint64_t key, uint64_t value)
{
	for (uint32_t level = p->height; level > 0; level--) {
		struct node *n = node_at(w, p->node[level - 1]);
		uint32_t i = p->at[level - 1];
		ref_t right;

		if (i < n->count && n->key[i] < key)
			i++;
		if (n->count < NODE_KEYS) {
			insert_at(n, i, key, value);
			return;
		}
		right = *spare++;
		split_insert(n, node_at(w, right), i, key, value);
		if (p->node[level - 1] == m->tail)
			m->tail = right;
		key = node_at(w, right)->key[0];
		value = right;
	}
	/* The root was split: a new one above both halves. */
	insert_at(node_at(w, *spare), 0, node_at(w, m->root)->key[0], m->root);
	insert_at(node_at(w, *spare), 1, key, value);
	m->root = *spare;
	m->height++;
}

/* Set it in the leaf where it belongs; false: the leaf is full. */
static bool set_in_leaf(struct node *leaf, uint64_t key, uint64_t value, uint32_t *count)
{
	uint32_t i = last_at_most(leaf, key);

	if (leaf->key[i] == key) {
		leaf->value[i] = value;
		return true;
	}
	if (leaf->count == NODE_KEYS)
		return false;
	insert_at(leaf, i + 1, key, value);
	++*count;
	return true;
}

bool map_set(struct gms_world *w, struct map *m, uint64_t key, uint64_t value)
{
	ref_t spare[MAX_HEIGHT + 1] = { 0 };
	uint32_t count;
	struct path p;
	struct node *leaf;

	if (!m->height)
		return insert_first(w, m, key, value);
	leaf = tail_for(w, m, key);
	if (leaf && set_in_leaf(leaf, key, value, &m->count))
		return true;
	leaf = descend(w, m, key, &p);
	if (leaf->key[p.at[p.height - 1]] == key) {
		leaf->value[p.at[p.height - 1]] = value;
		return true;
	}
	if (!reserve_nodes(w, &p, spare, &count))
		return false;
	lower_bounds(w, &p, key);
	insert_along(w, m, &p, spare, key, value);
	m->count++;
	return true;
}

/* The bounds above a node that lost its first entry: map_floor() takes them as exact. */
static void raise_bounds(struct gms_world *w, const struct path *p, uint32_t level)
{
	for (; level > 0; level--)
		node_at(w, p->node[level - 1])->key[p->at[level - 1]] =
			node_at(w, p->node[level])->key[0];
}

static ref_t last_leaf(const struct gms_world *w, const struct map *m)
{
	ref_t ref = m->root;

	for (uint32_t level = 1; level < m->height; level++) {
		const struct node *n = node_at(w, ref);

		ref = (ref_t)n->value[n->count - 1];
	}
	return ref;
}

bool map_erase(struct gms_world *w, struct map *m, uint64_t key)
{
	struct node *n, *leaf;
	struct path p;
	bool last_one;

	if (!m->height)
		return false;
	leaf = descend(w, m, key, &p);
	if (leaf->key[p.at[p.height - 1]] != key)
		return false;
	last_one = leaf->count == 1;
	for (uint32_t level = p.height; level > 0; level--) {
		n = node_at(w, p.node[level - 1]);
		remove_at(n, p.at[level - 1]);
		if (n->count) {
			raise_bounds(w, &p, level - 1);
			break;
		}
		pool_give(w, POOL_NODE, p.node[level - 1]);
		if (level == 1)
			m->root = m->height = 0;
	}
	m->count--;
	if (last_one)
		m->tail = last_leaf(w, m);
	while (m->height > 1 && node_at(w, m->root)->count == 1) {
		ref_t old = m->root;

		m->root = (ref_t)node_at(w, old)->value[0];
		m->height--;
		pool_give(w, POOL_NODE, old);
	}
	return true;
}

void map_clear(struct gms_world *w, struct map *m)
{
	ref_t stack[MAX_HEIGHT] = { m->root };
	uint32_t depth = m->height ? 1 : 0;

	/* Children leave their parent one by one, so the depth bounds the stack. */
	while (depth) {
		struct node *n = node_at(w, stack[depth - 1]);

		if (depth < m->height && n->count) {
			stack[depth++] = (ref_t)n->value[--n->count];
			continue;
		}
		pool_give(w, POOL_NODE, stack[--depth]);
	}
	memset(m, 0, sizeof(*m));
}
