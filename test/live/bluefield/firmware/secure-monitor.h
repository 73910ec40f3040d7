/* SPDX-FileCopyrightText: 2026 The fabric authors */
/* SPDX-License-Identifier: GPL-2.0-only */
/* Included before mlxbf-pmc.c: its calls of the secure monitor, an instruction that only Arm has, go to our module. */
#include <linux/arm-smccc.h>
#include <linux/string.h>
#include <linux/slab.h>
#include <linux/version.h>

void secure_monitor_call(unsigned long function, unsigned long a1, unsigned long a2, unsigned long a3,
			 unsigned long a4, unsigned long a5, unsigned long a6, unsigned long a7,
			 struct arm_smccc_res *answer);
#undef arm_smccc_smc
#define arm_smccc_smc secure_monitor_call

/* The driver is newer than the kernel may be, which lacks this function then. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 6, 0)
static inline char *kstrdup_and_replace(const char *text, char old, char new, gfp_t flags)
{
	char *copy = kstrdup(text, flags);

	if (copy)
		strreplace(copy, old, new);
	return copy;
}
#endif
