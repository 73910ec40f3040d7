// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Port numbers: the names of port directories in sysfs, and what a user writes after a device and a slash. */

const PORT = /^[1-9]\d{0,4}$/;

/** The number of a port, 1 to 99999; null for any other text. An eswitch has thousands of ports, no device has more. */
export const readPortNumber = (text: string): number | null => (PORT.test(text) ? Number(text) : null);
