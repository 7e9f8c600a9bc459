/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * B+ tree in the arena.
 *
 * Invariant: every node but an empty root has 1 .. NODE_KEYS entries in
 * ascending key order; all leaves are at the same depth; key[i] of an inner
 * node is above all keys below its child i - 1, and not above any of child i.
 *
 * Nodes are not merged when they run low, only freed when empty: maps here
 * either grow and vanish as a whole or stay small.
 *
 * Small maps, ascending keys and neighbours are served without a walk: a key at
 * or above the first of the last leaf can only be there, one between the first and
 * the last of the leaf that changed last can only be in that.
 */
#include <string.h>

#include "map.h"
#include "world.h"

/* What a fast path calls at its end, so that it saves no registers for it. */
#define OUT_OF_LINE __attribute__((noinline))

#define NODE_KEYS  15
#define MAX_HEIGHT 16

struct entry {
	uint64_t key;
	uint64_t value; /* of an inner node: child */
};

struct node {
	uint32_t count;
	uint32_t first; /* entries before it were removed: those that go in order move nothing */
	uint32_t pad[2];
	struct entry entry[NODE_KEYS];
};

#define ENTRY(n, i) ((n)->entry[(n)->first + (i)])

struct path {
	ref_t node[MAX_HEIGHT];	 /* [0] is the root */
	uint32_t at[MAX_HEIGHT]; /* entry taken in each */
	uint32_t height;
};

static struct node *node_at(const struct gms_world *w, ref_t ref)
{
	return (struct node *)pool_base(w, POOL_NODE) + ref;
}

/* Entries with key <= wanted. */
static uint32_t rank(const struct node *n, uint64_t wanted)
{
	uint32_t i = 0;

	while (i < n->count && ENTRY(n, i).key <= wanted)
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
		ref = (ref_t)ENTRY(n, p->at[level]).value;
	}
}

/* The leaf where key can only be, if that is known without a walk. */
static struct node *near_leaf(const struct gms_world *w, const struct map *m, uint64_t key)
{
	struct node *n;

	if (!m->tail)
		return NULL;
	n = node_at(w, m->tail);
	if (ENTRY(n, 0).key <= key)
		return n;
	if (!m->finger)
		return NULL;
	n = node_at(w, m->finger);
	return ENTRY(n, 0).key <= key && key <= ENTRY(n, n->count - 1).key ? n : NULL;
}

/* The leaf that changed last, if it begins with key: a range is being taken out in order. */
static struct node *leaf_begun(const struct gms_world *w, const struct map *m, uint64_t key)
{
	struct node *n = node_at(w, m->finger);

	return m->finger && ENTRY(n, 0).key == key ? n : NULL;
}

/* The last entry with key <= wanted, which the first one is.  Most often it is at an end. */
static uint32_t last_at_most(const struct node *n, uint64_t wanted)
{
	uint32_t i = n->count - 1;

	if (ENTRY(n, 0).key == wanted)
		return 0;
	while (ENTRY(n, i).key > wanted)
		i--;
	return i;
}

/* The leaf where key is if it is anywhere; the map is not empty. */
static struct node *leaf_for(const struct gms_world *w, const struct map *m, uint64_t key)
{
	struct node *n = near_leaf(w, m, key);

	if (n)
		return n;
	n = node_at(w, m->root);
	for (uint32_t level = 1; level < m->height; level++) {
		uint32_t r = rank(n, key);

		n = node_at(w, (ref_t)ENTRY(n, r ? r - 1 : 0).value);
	}
	return n;
}

bool map_find(const struct gms_world *w, const struct map *m, uint64_t key, uint64_t *value)
{
	const struct node *leaf;
	uint32_t r;

	if (!m->height)
		return false;
	leaf = leaf_for(w, m, key);
	if (ENTRY(leaf, 0).key > key)
		return false;
	r = last_at_most(leaf, key);
	if (ENTRY(leaf, r).key != key)
		return false;
	if (value)
		*value = ENTRY(leaf, r).value;
	return true;
}

/* The leaf left of the one that p ends in; NULL: there is none. */
static const struct node *left_of(const struct gms_world *w, const struct path *p)
{
	uint32_t level = p->height - 1;
	const struct node *n;

	while (level && !p->at[level - 1])
		level--;
	if (!level)
		return NULL;
	n = node_at(w, p->node[level - 1]);
	n = node_at(w, (ref_t)ENTRY(n, p->at[level - 1] - 1).value);
	for (; level + 1 < p->height; level++)
		n = node_at(w, (ref_t)ENTRY(n, n->count - 1).value);
	return n;
}

/* The leaf right of it. */
static const struct node *right_of(const struct gms_world *w, const struct path *p)
{
	uint32_t level = p->height - 1;
	const struct node *n;

	while (level && p->at[level - 1] + 1 == node_at(w, p->node[level - 1])->count)
		level--;
	if (!level)
		return NULL;
	n = node_at(w, p->node[level - 1]);
	n = node_at(w, (ref_t)ENTRY(n, p->at[level - 1] + 1).value);
	for (; level + 1 < p->height; level++)
		n = node_at(w, (ref_t)ENTRY(n, 0).value);
	return n;
}

static void give_entry(const struct node *n, uint32_t i, uint64_t *key, uint64_t *value)
{
	*key = ENTRY(n, i).key;
	*value = ENTRY(n, i).value;
}

bool map_floor(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value)
{
	const struct node *n;
	struct path p;

	if (!m->height)
		return false;
	n = near_leaf(w, m, *key);
	if (!n) {
		n = descend(w, m, *key, &p);
		if (ENTRY(n, 0).key > *key)
			n = left_of(w, &p);
	}
	if (n)
		give_entry(n, last_at_most(n, *key), key, value);
	return n;
}

static OUT_OF_LINE bool ceil_by_walk(const struct gms_world *w, const struct map *m,
				     uint64_t *key, uint64_t *value)
{
	const struct node *n = near_leaf(w, m, *key);
	struct path p;
	uint32_t i;

	p.height = 1;
	if (!n)
		n = descend(w, m, *key, &p);
	i = ENTRY(n, 0).key > *key ? 0 : last_at_most(n, *key);
	if (ENTRY(n, i).key < *key)
		i++;
	if (i == n->count) {
		n = right_of(w, &p);
		i = 0;
	}
	if (n)
		give_entry(n, i, key, value);
	return n;
}

bool map_ceil(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value)
{
	const struct node *n;

	if (*key > m->last || !m->height)
		return false;
	n = leaf_begun(w, m, *key);
	if (!n)
		return ceil_by_walk(w, m, key, value);
	*value = ENTRY(n, 0).value;
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

/* Make room at i. */
static void shift(struct node *n, uint32_t i)
{
	if (n->first + n->count == NODE_KEYS) {
		memmove(n->entry, &ENTRY(n, 0), n->count * sizeof(n->entry[0]));
		memset(&n->entry[n->count], 0, n->first * sizeof(n->entry[0]));
		n->first = 0;
	}
	if (i < n->count)
		memmove(&ENTRY(n, i + 1), &ENTRY(n, i), (n->count - i) * sizeof(n->entry[0]));
}

static inline void insert_at(struct node *n, uint32_t i, uint64_t key, uint64_t value)
{
	if (i < n->count || n->first + n->count == NODE_KEYS)
		shift(n, i);
	ENTRY(n, i) = (struct entry){ key, value };
	n->count++;
}

static void close_gap(struct node *n, uint32_t i)
{
	if (i < n->count)
		memmove(&ENTRY(n, i), &ENTRY(n, i + 1), (n->count - i) * sizeof(n->entry[0]));
	ENTRY(n, n->count) = (struct entry){ 0 };
}

static inline void remove_at(struct node *n, uint32_t i)
{
	n->count--;
	if (i) {
		close_gap(n, i);
		return;
	}
	ENTRY(n, 0) = (struct entry){ 0 };
	n->first++;
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

	memcpy(right->entry, &ENTRY(n, keep), moved * sizeof(n->entry[0]));
	memset(&ENTRY(n, keep), 0, moved * sizeof(n->entry[0]));
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

		if (ENTRY(n, p->at[level]).key > key)
			ENTRY(n, p->at[level]).key = key;
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
	m->last = key;
	return true;
}

static void insert_along(struct gms_world *w, struct map *m, struct path *p, const ref_t *spare,
			 uint64_t key, uint64_t value)
{
	for (uint32_t level = p->height; level > 0; level--) {
		struct node *n = node_at(w, p->node[level - 1]);
		uint32_t i = p->at[level - 1];
		ref_t right;

		if (i < n->count && ENTRY(n, i).key < key)
			i++;
		if (n->count < NODE_KEYS) {
			insert_at(n, i, key, value);
			return;
		}
		right = *spare++;
		split_insert(n, node_at(w, right), i, key, value);
		if (p->node[level - 1] == m->tail)
			m->tail = right;
		key = ENTRY(node_at(w, right), 0).key;
		value = right;
	}
	/* The root was split: a new one above both halves. */
	insert_at(node_at(w, *spare), 0, ENTRY(node_at(w, m->root), 0).key, m->root);
	insert_at(node_at(w, *spare), 1, key, value);
	m->root = *spare;
	m->height++;
}

/* Insert where p leads: the key is not there. */
static bool insert_by_walk(struct gms_world *w, struct map *m, struct path *p, uint64_t key,
			   uint64_t value)
{
	ref_t spare[MAX_HEIGHT + 1] = { 0 };
	uint32_t count;

	if (!reserve_nodes(w, p, spare, &count))
		return false;
	lower_bounds(w, p, key);
	insert_along(w, m, p, spare, key, value);
	m->finger = p->node[p->height - 1];
	m->count++;
	if (key > m->last)
		m->last = key;
	return true;
}

/* Behind all others, where the last leaf has room: as ascending keys come. */
static inline bool append(struct gms_world *w, struct map *m, uint64_t key, uint64_t value)
{
	struct node *n = node_at(w, m->tail);
	uint32_t end = n->first + n->count;

	/* There is no node 0: an empty map. */
	if (key <= m->last || !m->tail || end == NODE_KEYS)
		return false;
	n->entry[end] = (struct entry){ key, value };
	n->count++;
	m->count++;
	m->last = key;
	return true;
}

/* As map_add(), of what cannot be appended; MAP_THERE: *there is its value. */
static OUT_OF_LINE enum map_added insert(struct gms_world *w, struct map *m, uint64_t key,
					 uint64_t value, uint64_t **there)
{
	struct node *leaf;
	struct path p;
	uint32_t i;

	leaf = near_leaf(w, m, key);
	if (leaf) {
		i = last_at_most(leaf, key);
		*there = &ENTRY(leaf, i).value;
		if (ENTRY(leaf, i).key == key)
			return MAP_THERE;
		if (leaf->count < NODE_KEYS) {
			insert_at(leaf, i + 1, key, value);
			m->count++;
			if (key > m->last)
				m->last = key;
			return MAP_ADDED;
		}
	}
	if (!m->height)
		return insert_first(w, m, key, value) ? MAP_ADDED : MAP_FULL;
	leaf = descend(w, m, key, &p);
	*there = &ENTRY(leaf, p.at[p.height - 1]).value;
	if (ENTRY(leaf, p.at[p.height - 1]).key == key)
		return MAP_THERE;
	return insert_by_walk(w, m, &p, key, value) ? MAP_ADDED : MAP_FULL;
}

enum map_added map_add(struct gms_world *w, struct map *m, uint64_t key, uint64_t value)
{
	uint64_t *there;

	return append(w, m, key, value) ? MAP_ADDED : insert(w, m, key, value, &there);
}

bool map_set(struct gms_world *w, struct map *m, uint64_t key, uint64_t value)
{
	enum map_added added;
	uint64_t *there;

	if (append(w, m, key, value))
		return true;
	added = insert(w, m, key, value, &there);
	if (added == MAP_THERE)
		*there = value;
	return added != MAP_FULL;
}

/* After an entry went that may have been the last; the last leaf is known. */
static void find_last(const struct gms_world *w, struct map *m, uint64_t gone)
{
	const struct node *n = node_at(w, m->tail);

	if (gone == m->last)
		m->last = m->tail ? ENTRY(n, n->count - 1).key : 0;
}

static ref_t last_leaf(const struct gms_world *w, const struct map *m)
{
	ref_t ref = m->root;

	for (uint32_t level = 1; level < m->height; level++) {
		const struct node *n = node_at(w, ref);

		ref = (ref_t)ENTRY(n, n->count - 1).value;
	}
	return ref;
}

/*
 * Take the entry that p leads to out, and nodes that are empty then.  The leaf that comes
 * after one that went is where a range that is taken out in order goes on.
 */
static void erase_along(struct gms_world *w, struct map *m, const struct path *p)
{
	m->finger = 0;
	for (uint32_t level = p->height; level > 0; level--) {
		struct node *n = node_at(w, p->node[level - 1]);
		uint32_t i = p->at[level - 1];

		remove_at(n, i);
		if (level + 1 == p->height && i < n->count)
			m->finger = (ref_t)ENTRY(n, i).value;
		if (n->count)
			return;
		pool_give(w, POOL_NODE, p->node[level - 1]);
		if (level == 1)
			m->root = m->height = 0;
	}
}

/* A root with one child is none. */
static void lower_root(struct gms_world *w, struct map *m)
{
	while (m->height > 1 && node_at(w, m->root)->count == 1) {
		ref_t old = m->root;

		m->root = (ref_t)ENTRY(node_at(w, old), 0).value;
		m->height--;
		pool_give(w, POOL_NODE, old);
	}
}

/* The first of a range's next entries, from a leaf that keeps others. */
static inline bool take_begun(struct gms_world *w, struct map *m, uint64_t key, uint64_t *value)
{
	struct node *n = leaf_begun(w, m, key);

	if (!n || n->count == 1)
		return false;
	*value = ENTRY(n, 0).value;
	remove_at(n, 0);
	m->count--;
	return true;
}

static OUT_OF_LINE bool take_by_walk(struct gms_world *w, struct map *m, uint64_t key,
				     uint64_t *value)
{
	struct node *near, *leaf;
	struct path p;
	uint32_t i;

	p.height = 1;
	near = near_leaf(w, m, key);
	leaf = near ? near : descend(w, m, key, &p);
	if (ENTRY(leaf, 0).key > key)
		return false;
	i = last_at_most(leaf, key);
	if (ENTRY(leaf, i).key != key)
		return false;
	*value = ENTRY(leaf, i).value;
	m->count--;
	if (leaf->count > 1) {
		remove_at(leaf, i);
		if (!near)
			m->finger = p.node[p.height - 1];
		find_last(w, m, key);
		return true;
	}
	descend(w, m, key, &p);
	erase_along(w, m, &p);
	if (key == m->last)
		m->tail = last_leaf(w, m);
	find_last(w, m, key);
	lower_root(w, m);
	return true;
}

/* The last of all, from a leaf that keeps others: what came last often goes first. */
static inline bool take_last(struct gms_world *w, struct map *m, uint64_t key, uint64_t *value)
{
	struct node *n = node_at(w, m->tail);
	struct entry *last = &ENTRY(n, n->count - 1);

	if (key != m->last || n->count == 1)
		return false;
	*value = last->value;
	*last = (struct entry){ 0 };
	n->count--;
	m->count--;
	m->last = last[-1].key;
	return true;
}

bool map_take(struct gms_world *w, struct map *m, uint64_t key, uint64_t *value)
{
	if (key > m->last || !m->height)
		return false;
	return take_begun(w, m, key, value) || take_last(w, m, key, value) ||
	       take_by_walk(w, m, key, value);
}

bool map_erase(struct gms_world *w, struct map *m, uint64_t key)
{
	uint64_t value;

	return map_take(w, m, key, &value);
}

void map_clear(struct gms_world *w, struct map *m)
{
	ref_t stack[MAX_HEIGHT];
	uint32_t depth = 1;

	if (!m->height)
		return;
	stack[0] = m->root;

	/* Children leave their parent one by one, so the depth bounds the stack. */
	while (depth) {
		struct node *n = node_at(w, stack[depth - 1]);

		if (depth < m->height && n->count) {
			stack[depth++] = (ref_t)ENTRY(n, --n->count).value;
			continue;
		}
		pool_give(w, POOL_NODE, stack[--depth]);
	}
	memset(m, 0, sizeof(*m));
}
