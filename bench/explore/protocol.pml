/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The protocol of the scenarios beside this file, for SPIN: faults, holes, conversions and
 * the deletion of a slot, on one page of guest_memfd, in the steps that gmemsim takes.
 *
 *	-DVCPUS=N -DPUNCHES=N -DCONVERTS=N -DDELETES=N	how many there are of each
 *	-DNO_RETRY					faults do not test the sequence
 *
 * A d_step, or atomic where it is jumped to, is one step of gmemsim.  Numbers of objects stand for the objects: of
 * the folio (FREE: none), of the root of stage 2, of invalidations.
 */
#ifndef VCPUS
#define VCPUS 1
#endif
#ifndef PUNCHES
#define PUNCHES 1
#endif
#ifndef CONVERTS
#define CONVERTS 0
#endif
#ifndef DELETES
#define DELETES 0
#endif

#define TABLES 3 /* between the root and the leaf */

mtype = { GONE, VALID, INVALID };

bool is_private = true;
mtype slot = VALID;
bool bound = true;
byte sequence, count; /* of invalidations */
bool cached, ready, folio_locked;
byte folio;	      /* the how manieth that the file has */
byte generation, tables;
bool leaf;
byte leaf_folio;
byte mmu_readers;
bool mmu_writer, invalidate_lock, slots_lock, arch_lock;
byte set;	 /* of slots that readers find */
byte readers[2]; /* of each set */

inline take(lock) { atomic { !lock -> lock = true } }
inline give(lock) { d_step { lock = false } }

/* A step under mmu_lock as a writer, which is let go at its end. */
#define NO_MMU_LOCK (!mmu_writer && mmu_readers == 0)

#define STALE (count > 0 || sequence != seen)

#ifdef NO_RETRY
#define MUST_RETRY false
#else
#define MUST_RETRY STALE
#endif

/* What the guest maps is what the file has there. */
#define SOUND (!leaf || (cached && leaf_folio == folio))

proctype vcpu()
{
	bool mine_private, has_page, mapped;
	mtype my_slot;
	byte seen, my_folio, my_generation, noted, my_set;

enter:	d_step { skip }
walk:	atomic {
		if
		:: leaf && is_private -> mapped = true
		:: else -> mapped = false; my_generation = generation
		fi
	}
	if
	:: mapped -> goto done
	:: else -> skip
	fi;
	d_step { /* lookup */
		my_set = set; readers[my_set]++;
		my_slot = slot; mine_private = is_private
	}
	d_step { seen = sequence }
	d_step { mapped = (mine_private == is_private) }  /* check-attribute */
	if
	:: !mapped -> goto leave
	:: else -> skip
	fi;
	d_step { skip }	/* check-slot */
	if
	:: my_slot == INVALID -> goto again
	:: my_slot == GONE -> goto leave
	:: else -> skip
	fi;
	d_step { mapped = STALE }  /* check-invalidate */
	if
	:: mapped -> mapped = false; goto again
	:: else -> skip
	fi;
	d_step { skip }	/* route */
	d_step { mapped = (mine_private && bound) }  /* get-file */
	if
	:: !mapped -> goto leave
	:: else -> mapped = false
	fi;
find:	atomic { has_page = cached; my_folio = folio }
	if
	:: has_page ->
		atomic { !folio_locked -> folio_locked = true }
		d_step {
			has_page = cached && my_folio == folio;
			if
			:: !has_page -> folio_locked = false
			:: else -> skip
			fi
		}
		if
		:: !has_page -> goto find
		:: else -> skip
		fi
	:: else ->
		d_step { skip }	/* allocate-folio */
		d_step {	/* insert-folio */
			if
			:: !cached -> cached = true; ready = false; folio++;
				folio_locked = true; my_folio = folio; has_page = true
			:: else -> skip
			fi
		}
		if
		:: !has_page -> goto find
		:: else -> skip
		fi
	fi;
	d_step { ready = true; folio_locked = false; has_page = false }  /* prepare */
	d_step { skip }	/* put-file */
	d_step { mapped = STALE }  /* recheck-invalidate */
	if
	:: mapped -> mapped = false; goto again
	:: else -> skip
	fi;
	atomic { !mmu_writer -> mmu_readers++ }	/* lock-mmu */
	d_step { mapped = (MUST_RETRY || my_generation != generation) }  /* check-stale */
	if
	:: mapped -> mapped = false; goto unlock
	:: else -> skip
	fi;
	d_step { noted = (leaf -> TABLES + 1 : tables) }  /* install */
link:	atomic {
		if
		:: noted != (leaf -> TABLES + 1 : tables) -> noted = TABLES + 2
		:: else ->
			if
			:: tables < TABLES -> tables++; noted = tables
			:: else -> leaf = true; leaf_folio = my_folio; noted = TABLES + 2
			fi
		fi
	}
	assert(SOUND);
	if
	:: noted <= TABLES -> goto link
	:: else -> skip
	fi;
unlock:	atomic { mmu_readers--; noted = 0 }
again:	atomic { readers[my_set]--; seen = 0; my_folio = 0; my_set = 0; my_slot = 0 }
	goto walk;
leave:	atomic { readers[my_set]--; mapped = false; seen = 0; my_folio = 0; my_set = 0; my_slot = 0 }
done:	skip
}

proctype punch()
{
	byte mine;

	d_step { skip }	/* check */
	take(invalidate_lock);
	d_step { NO_MMU_LOCK -> if :: bound -> count++; leaf = false :: else -> skip fi; mine = bound }
	d_step {	/* truncate: the page whose lock can be had at once */
		if
		:: cached && !folio_locked -> cached = false; assert(SOUND)
		:: else -> skip
		fi
	}
	do	/* truncate-rescan */
	:: cached -> atomic { !folio_locked -> folio_locked = true }
		d_step { cached = false; folio_locked = false; assert(SOUND) }
	:: else -> break
	od;
	atomic { NO_MMU_LOCK -> if :: mine -> sequence++; count-- :: else -> skip fi; mine = 0 }
	give(invalidate_lock);
	d_step { skip }	/* fput */
}

proctype convert()
{
	d_step { skip }	/* check */
	take(slots_lock);
	d_step { NO_MMU_LOCK -> count++; leaf = false }
	d_step { is_private = !is_private }
	d_step { NO_MMU_LOCK -> sequence++; count-- }
	give(slots_lock)
}

inline publish(value)
{
	d_step { slot = value; set = 1 - set; arch_lock = false }
	readers[1 - set] == 0
}

proctype delete()
{
	d_step { skip }	/* check */
	take(slots_lock);
	take(arch_lock);
	publish(INVALID);
	d_step { NO_MMU_LOCK -> sequence++; leaf = false }
	d_step { NO_MMU_LOCK -> generation++; tables = 0; leaf = false }
	take(arch_lock);
	publish(GONE);
	d_step { skip }	/* commit */
	d_step { !invalidate_lock -> bound = false; slots_lock = false }
}

#define START(process, number)	i = 0; do :: i < number -> run process(); i++ :: else -> break od

init {
	byte i;

	atomic {
		START(vcpu, VCPUS);
		START(punch, PUNCHES);
		START(convert, CONVERTS);
		START(delete, DELETES)
	}
}
