// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The counters of odd0 that guest.sh links to attributes: the attribute, the error of cat, and the expected finding. */
export const READ_ERRORS = [
  ['symbol_error', 'carrier of a netdev that is down', 'Invalid argument', 'EINVAL', 'not_supported', 'note'],
  ['link_downed', 'speed of a netdevsim', 'Invalid argument', 'EINVAL', 'not_supported', 'note'],
  ['port_rcv_errors', 'switch id of a veth', 'Operation not supported', 'EOPNOTSUPP', 'not_supported', 'note'],
  ['port_xmit_discards', 'port id of a netdevsim', 'Operation not supported', 'EOPNOTSUPP', 'not_supported', 'note'],
  ['VL15_dropped', 'a file that not even root reads', 'Permission denied', 'EACCES', 'permission', 'note'],
  ['link_error_recovery', 'power of a netdevsim', 'Input/output error', 'EIO', 'unreadable', 'warning'],
] as const;
