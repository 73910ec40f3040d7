// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Addresses of PCI functions as the kernel writes them: domain:bus:device.function, in lower-case hex. */

// A domain has 32 bits at most.
const ADDRESS = /[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]/g;

/** Whether this is one address and nothing else. */
export const isPciAddress = (text: string): boolean => text.match(ADDRESS)?.[0] === text;

/** The addresses along a path of sysfs, from the root port down to the function. */
export const pciAddressesIn = (path: string): readonly string[] => path.match(ADDRESS) ?? [];

/** An address as the kernel and as lspci prints it: that leaves out domain 0000. */
export const namesOfAddress = (address: string): readonly string[] =>
  address.startsWith('0000:') ? [address, address.slice('0000:'.length)] : [address];

/** domain:bus:device. Functions of one card share a firmware, which answers one question at a time. */
export const cardOf = (address: string): string => address.replace(/\.[0-7]$/, '');

/** The order of the bus. The digits are hex: 9a comes after 18. */
export const comparePciAddress = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
