// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the firmware of a BlueField-3 does when mlxbf-pmc calls it: 18 blocks of 16 counters, and the clocks that it has
 * measured. While a block is enabled, its counters count with the machine's time at the rates of the parameters:
 *
 *   llt, llt_miss, mss   EVENT,PER_SECOND,... of the first block of that kind; each further one counts 1 % more
 *   t1_hz, n1_hz         the clocks of llt and llt_miss, and of mss
 *   writes               how many registers were written; read-only
 *
 * An event without a rate never happens. The registers are laid out as the driver's MLXBF_PMC_CRSPACE_* say.
 */
#include <linux/arm-smccc.h>
#include <linux/ktime.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/spinlock.h>

#include "secure-monitor.h"

/* The services, and what they answer. */
#define WRITE_32 0x82000009
#define READ_32 0x8200000a
#define SERVICE_ID 0x8200ff01
#define SERVICE_VERSION 0x8200ff03
#define NOT_SUPPORTED ((unsigned long)-1)
#define ACCESS_VIOLATION ((unsigned long)-4)

/* Where ssdt.asl puts the blocks: llt0 to llt7, llt_miss0 to llt_miss7, mss0 and mss1, then the clocks. */
#define BASE 0x13000000UL
#define BLOCK_SIZE 0x1000
#define BLOCKS 18
#define CLOCKS BLOCKS

#define COUNTERS 16
#define CONTROL (COUNTERS * 2)
#define COUNT_CLOCK (CONTROL + 0x4)
#define VALUES (CONTROL + 0xc)
#define ENABLE BIT(30)
#define CLEAR BIT(28)

/* A clock's register pair: cycles of the PLL, and of a 156.25 MHz reference meanwhile. */
#define REFERENCE_HZ 156250000ULL
#define REFERENCE_CYCLES 65536
#define PLL_T1 0x20
#define PLL_N1 0x38

#define MAX_RATES 32

static unsigned long llt[MAX_RATES], llt_miss[MAX_RATES], mss[MAX_RATES];
static unsigned int llt_words, llt_miss_words, mss_words;
static unsigned long t1_hz = 1000000000, n1_hz = 1000000000;
static unsigned long writes;
module_param_array(llt, ulong, &llt_words, 0444);
module_param_array(llt_miss, ulong, &llt_miss_words, 0444);
module_param_array(mss, ulong, &mss_words, 0444);
module_param(t1_hz, ulong, 0444);
module_param(n1_hz, ulong, 0444);
module_param(writes, ulong, 0444);

static struct block {
	u32 select[COUNTERS / 2]; /* two events each */
	u32 control, count_clock;
	u64 counted[COUNTERS]; /* until the moment `since` */
	ktime_t since;
} blocks[BLOCKS];

static DEFINE_SPINLOCK(lock);

static u64 per_second(unsigned int nr, unsigned int counter)
{
	const unsigned long *rates = nr < 8 ? llt : nr < 16 ? llt_miss : mss;
	unsigned int words = nr < 8 ? llt_words : nr < 16 ? llt_miss_words : mss_words;
	u32 select = blocks[nr].select[counter / 2];
	u32 event = counter % 2 ? select & 0xff : select >> 16 & 0xff;
	unsigned int i;

	if (blocks[nr].count_clock & BIT(counter))
		return nr < 16 ? t1_hz : n1_hz;
	for (i = 0; i + 1 < words; i += 2)
		if (rates[i] == event)
			return rates[i + 1] / 100 * (100 + nr % 8);
	return 0;
}

/* Advances all counters of a block to the same moment. */
static void count(unsigned int nr)
{
	struct block *block = &blocks[nr];
	ktime_t now = ktime_get();
	unsigned int i;

	if (block->control & ENABLE)
		for (i = 0; i < COUNTERS; i++)
			block->counted[i] += mul_u64_u64_div_u64(per_second(nr, i), ktime_to_ns(ktime_sub(now, block->since)),
								 NSEC_PER_SEC);
	block->since = now;
}

static u32 read_clock(u32 offset)
{
	u64 hz = (offset & ~4) == PLL_T1 ? t1_hz : (offset & ~4) == PLL_N1 ? n1_hz : REFERENCE_HZ;

	return offset & 4 ? REFERENCE_CYCLES : mul_u64_u64_div_u64(hz, REFERENCE_CYCLES, REFERENCE_HZ);
}

static u32 read_block(unsigned int nr, u32 offset)
{
	struct block *block = &blocks[nr];

	if (offset < CONTROL)
		return block->select[offset / 4];
	if (offset == CONTROL)
		return block->control;
	if (offset == COUNT_CLOCK)
		return block->count_clock;
	if (offset < VALUES || offset >= VALUES + 4 * COUNTERS)
		return 0;
	count(nr);
	return block->counted[(offset - VALUES) / 4]; /* 32 bits: it wraps */
}

static void write_block(unsigned int nr, u32 offset, u32 value)
{
	struct block *block = &blocks[nr];

	count(nr); /* with the previous programming */
	if (offset < CONTROL)
		block->select[offset / 4] = value;
	else if (offset == CONTROL) {
		if (value & CLEAR)
			memset(block->counted, 0, sizeof(block->counted));
		block->control = value & ~CLEAR;
	} else if (offset == COUNT_CLOCK)
		block->count_clock = value;
	else if (offset >= VALUES && offset < VALUES + 4 * COUNTERS)
		block->counted[(offset - VALUES) / 4] = value;
}

static unsigned long access(bool write, unsigned long address, u32 value, unsigned long *read)
{
	unsigned long nr = (address - BASE) / BLOCK_SIZE, flags;
	u32 offset = address % BLOCK_SIZE;

	if (address < BASE || nr > CLOCKS || (write && nr == CLOCKS))
		return ACCESS_VIOLATION;
	spin_lock_irqsave(&lock, flags);
	if (write) {
		write_block(nr, offset, value);
		writes++;
	} else
		*read = nr == CLOCKS ? read_clock(offset) : read_block(nr, offset);
	spin_unlock_irqrestore(&lock, flags);
	return 0;
}

void secure_monitor_call(unsigned long function, unsigned long a1, unsigned long a2, unsigned long a3,
			 unsigned long a4, unsigned long a5, unsigned long a6, unsigned long a7,
			 struct arm_smccc_res *answer)
{
	memset(answer, 0, sizeof(*answer));
	switch (function) {
	case SERVICE_ID: /* 89c036b4-e7d7-11e6-8797-001aca00bfc4 */
		answer->a0 = 0x89c036b4;
		answer->a1 = 0x11e6e7d7;
		answer->a2 = 0x1a009787;
		answer->a3 = 0xc4bf00ca;
		break;
	case SERVICE_VERSION:
		answer->a1 = 3;
		break;
	case READ_32:
		answer->a0 = access(false, a2, 0, &answer->a1);
		break;
	case WRITE_32:
		answer->a0 = access(true, a3, a2, NULL);
		break;
	default:
		answer->a0 = NOT_SUPPORTED;
	}
}
EXPORT_SYMBOL_GPL(secure_monitor_call);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("The performance registers of an emulated BlueField-3");
