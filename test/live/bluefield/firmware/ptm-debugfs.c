// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stands in for NVIDIA's mlxbf-ptm, which is in no distribution: its 14 files below debugfs, in its formats. The parameters
 * are what the firmware answers, in watts, degrees Celsius and events; the sum hides a rail that cannot be read, as there.
 */
#include <linux/debugfs.h>
#include <linux/module.h>

#define UNREADABLE 300 /* watts: above it a regulator did not answer */

#define ANSWER(name, value, format)                                                   \
	static unsigned long name = value;                                            \
	module_param(name, ulong, 0644);                                              \
	static u64 of_##name(void) { return name; }                                   \
	FILE_OF(name, format)

#define FILE_OF(name, format)                                                         \
	static int get_##name(void *data, u64 *value)                                 \
	{                                                                             \
		*value = of_##name();                                                 \
		return 0;                                                             \
	}                                                                             \
	DEFINE_DEBUGFS_ATTRIBUTE(file_##name, get_##name, NULL, format)

ANSWER(vr0_power, 41, "%llu\n");
ANSWER(vr1_power, 12, "%llu\n");
ANSWER(core_temp, 58, "%lld\n");
ANSWER(ddr_temp, 65, "%llu\n");
ANSWER(power_throttling_event_count, 0, "%llu\n");
ANSWER(thermal_throttling_event_count, 0, "%llu\n");
ANSWER(throttling_state, 0, "%llu\n");
ANSWER(power_throttling_state, 0, "%llu\n");
ANSWER(thermal_throttling_state, 0, "%llu\n");
ANSWER(error_state, 0, "%llu\n");
ANSWER(power_envelope, 150, "%llu\n");
ANSWER(atx_power_available, 1, "%lld\n");
ANSWER(active_power_profile, 0, "%llu\n");

static u64 of_total_power(void)
{
	return (vr0_power > UNREADABLE ? 0 : vr0_power) + (vr1_power > UNREADABLE ? 0 : vr1_power);
}
FILE_OF(total_power, "%llu\n");

static const struct {
	const char *name;
	const struct file_operations *operations;
} files[] = {
	{ "vr0_power", &file_vr0_power },
	{ "vr1_power", &file_vr1_power },
	{ "total_power", &file_total_power },
	{ "core_temp", &file_core_temp },
	{ "ddr_temp", &file_ddr_temp },
	{ "power_throttling_event_count", &file_power_throttling_event_count },
	{ "thermal_throttling_event_count", &file_thermal_throttling_event_count },
	{ "throttling_state", &file_throttling_state },
	{ "power_throttling_state", &file_power_throttling_state },
	{ "thermal_throttling_state", &file_thermal_throttling_state },
	{ "error_state", &file_error_state },
	{ "power_envelope", &file_power_envelope },
	{ "atx_power_available", &file_atx_power_available },
	{ "active_power_profile", &file_active_power_profile },
};

static struct dentry *top;

static int __init show_files(void)
{
	struct dentry *status;
	unsigned int i;

	top = debugfs_create_dir("mlxbf-ptm", NULL);
	status = debugfs_create_dir("status", debugfs_create_dir("monitors", top));
	for (i = 0; i < ARRAY_SIZE(files); i++)
		debugfs_create_file_unsafe(files[i].name, 0444, status, NULL, files[i].operations);
	return 0;
}

static void __exit hide_files(void)
{
	debugfs_remove_recursive(top);
}

module_init(show_files);
module_exit(hide_files);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Stands in for mlxbf-ptm");
