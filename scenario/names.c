// SPDX-License-Identifier: BSD-2-Clause
/*
 * Errnos, si_codes and exit flags by name.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "names.h"
#include "run.h"

/* clang-format off */
#define E(name) { #name, name }

const struct gms_name_value errno_names[] = {
	E(EPERM), E(ENOENT), E(ESRCH), E(EINTR), E(EIO), E(ENXIO), E(E2BIG), E(ENOEXEC),
	E(EBADF), E(ECHILD), E(EAGAIN), E(ENOMEM), E(EACCES), E(EFAULT), E(ENOTBLK), E(EBUSY),
	E(EEXIST), E(EXDEV), E(ENODEV), E(ENOTDIR), E(EISDIR), E(EINVAL), E(ENFILE), E(EMFILE),
	E(ENOTTY), E(ETXTBSY), E(EFBIG), E(ENOSPC), E(ESPIPE), E(EROFS), E(EMLINK), E(EPIPE),
	E(EDOM), E(ERANGE), E(EDEADLK), E(ENAMETOOLONG), E(ENOLCK), E(ENOSYS), E(ENOTEMPTY),
	E(ELOOP), E(ENOMSG), E(EIDRM), E(ECHRNG), E(EL2NSYNC), E(EL3HLT), E(EL3RST), E(ELNRNG),
	E(EUNATCH), E(ENOCSI), E(EL2HLT), E(EBADE), E(EBADR), E(EXFULL), E(ENOANO), E(EBADRQC),
	E(EBADSLT), E(EBFONT), E(ENOSTR), E(ENODATA), E(ETIME), E(ENOSR), E(ENONET), E(ENOPKG),
	E(EREMOTE), E(ENOLINK), E(EADV), E(ESRMNT), E(ECOMM), E(EPROTO), E(EMULTIHOP),
	E(EDOTDOT), E(EBADMSG), E(EOVERFLOW), E(ENOTUNIQ), E(EBADFD), E(EREMCHG), E(ELIBACC),
	E(ELIBBAD), E(ELIBSCN), E(ELIBMAX), E(ELIBEXEC), E(EILSEQ), E(ERESTART), E(ESTRPIPE),
	E(EUSERS), E(ENOTSOCK), E(EDESTADDRREQ), E(EMSGSIZE), E(EPROTOTYPE), E(ENOPROTOOPT),
	E(EPROTONOSUPPORT), E(ESOCKTNOSUPPORT), E(EOPNOTSUPP), E(EPFNOSUPPORT),
	E(EAFNOSUPPORT), E(EADDRINUSE), E(EADDRNOTAVAIL), E(ENETDOWN), E(ENETUNREACH),
	E(ENETRESET), E(ECONNABORTED), E(ECONNRESET), E(ENOBUFS), E(EISCONN), E(ENOTCONN),
	E(ESHUTDOWN), E(ETOOMANYREFS), E(ETIMEDOUT), E(ECONNREFUSED), E(EHOSTDOWN),
	E(EHOSTUNREACH), E(EALREADY), E(EINPROGRESS), E(ESTALE), E(EUCLEAN), E(ENOTNAM),
	E(ENAVAIL), E(EISNAM), E(EREMOTEIO), E(EDQUOT), E(ENOMEDIUM), E(EMEDIUMTYPE),
	E(ECANCELED), E(ENOKEY), E(EKEYEXPIRED), E(EKEYREVOKED), E(EKEYREJECTED),
	E(EOWNERDEAD), E(ENOTRECOVERABLE), E(ERFKILL), E(EHWPOISON),
	E(EWOULDBLOCK), E(EDEADLOCK), E(ENOTSUP),
	{ NULL, 0 },
};

const struct gms_name_value sigbus_codes[] = {
	E(BUS_ADRALN), E(BUS_ADRERR), E(BUS_OBJERR), E(BUS_MCEERR_AR), E(BUS_MCEERR_AO),
	{ NULL, 0 },
};

const struct gms_name_value sigsegv_codes[] = {
	E(SEGV_MAPERR), E(SEGV_ACCERR), E(SEGV_BNDERR), E(SEGV_PKUERR),
	{ NULL, 0 },
};
/* clang-format on */

/* KVM_MEMORY_EXIT_FLAG_*: X86 table of numbers, and UF-3. */
const struct gms_name_value memory_fault_flags[] = {
	{ "private", 1u << 3 },
	{ "userfault", 1u << 4 },
	{ NULL, 0 },
};

/* clang-format off */
#define VM(name, bit) { name, 1ull << (bit) }

const struct gms_name_value vm_flag_names[] = {
	VM("rd", 0), VM("wr", 1), VM("ex", 2), VM("sh", 3), VM("mr", 4), VM("mw", 5),
	VM("me", 6), VM("ms", 7), VM("gd", 8), VM("um", 9), VM("gu", 11), VM("uw", 12),
	VM("lo", 13), VM("sr", 15), VM("rr", 16), VM("dc", 17), VM("de", 18), VM("lf", 19),
	VM("ac", 20), VM("nr", 21), VM("wf", 25), VM("dd", 26), VM("sd", 27), VM("hg", 29),
	VM("nh", 30), VM("mg", 31), VM("ui", 38),
	{ NULL, 0 },
};
/* clang-format on */

const char *name_of(const struct gms_name_value *names, uint64_t value)
{
	for (; names->name; names++)
		if (names->value == value)
			return names->name;
	return NULL;
}

bool value_of(const struct gms_name_value *names, const char *name, uint64_t *value)
{
	for (; names->name; names++) {
		if (!strcmp(names->name, name)) {
			*value = names->value;
			return true;
		}
	}
	return false;
}

const char *errno_name(int error)
{
	return error > 0 ? name_of(errno_names, (uint64_t)error) : NULL;
}

int errno_number(const char *name)
{
	uint64_t value;

	return value_of(errno_names, name, &value) ? (int)value : 0;
}

const char *const inject_names[GMS_NR_INJECTS] = {
	[GMS_INJECT_ALLOC] = "alloc",
	[GMS_INJECT_SIGNAL] = "signal",
	[GMS_INJECT_FD] = "fd",
	[GMS_INJECT_FILE] = "file",
	[GMS_INJECT_RMP_LOOKUP] = "rmp_lookup",
	[GMS_INJECT_RMP_UPDATE] = "rmp_update",
	[GMS_INJECT_TDX_BUSY] = "tdx_busy",
	[GMS_INJECT_TDX_ERROR] = "tdx_error",
};
