// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** A policy that reads a machine and changes nothing, as an administrator might write it, for the decision tests. */
export const READING_MACHINE = String.raw`[regex_macros]
BDF=[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]
MST=/dev/mst/mt[0-9]{4,6}_pciconf[0-9](?:\.[0-9])?
IB=mlx5_[0-9]{1,2}
DEV=$BDF|$MST|$IB
IF=[a-z][a-z0-9_.-]{0,14}
BR=[A-Za-z_][A-Za-z0-9_.-]{0,30}
COL=[a-z_]{1,32}(?::[A-Za-z0-9_-]{1,32})?
SHOW=-m|-c|-e|--show_fec|--json
UNIT=[a-z0-9][A-Za-z0-9_.@-]{0,60}\.(?:service|socket)

[commands]
/usr/bin/mlxlink --version
/usr/bin/ovs-vsctl --timeout=5 show
/usr/bin/ovs-vsctl --timeout=5 --format=json -- list Open_vSwitch -- list Bridge
/usr/sbin/devlink -j dev info
/usr/bin/lspci -D -nn -d 15b3:
/usr/bin/dpkg-query -W -f=${'$'}{Package}\t${'$'}{Version}\n

[commands_regex]
/usr/bin/mlxlink -d $DEV -p [1-9] $SHOW@5
/usr/bin/mlxconfig -d $DEV (?:-e)@1 q [A-Z][A-Z0-9_]{1,40}@16
/usr/bin/flint -d $DEV (?:-qq)@1 q
/usr/bin/mget_temp -d $DEV
/usr/bin/ovs-vsctl --timeout=[1-9] --format=json list (?:Bridge|Port|Interface) $BR@1
/usr/bin/ovs-vsctl --timeout=[1-9] get (?:Bridge|Interface) $BR $COL
/usr/bin/ovs-vsctl --timeout=[1-9] (?:list-ports|br-exists) $BR
/usr/bin/ovs-appctl (?:--timeout=[1-9])@1 (?:version|memory/show|dpif/show)
/usr/bin/ovs-appctl (?:--timeout=[1-9])@1 (?:fdb/show|mdb/show) $BR
/usr/bin/ovs-ofctl --timeout=[1-9] dump-ports $BR
/usr/bin/bfperf_pmc -s 0\.[1-9]|1
/usr/sbin/ethtool (?:-i|-S|-m|--show-fec) $IF
/usr/sbin/devlink -j (?:port|health) show pci/$BDF
/usr/bin/rdma -j link show $IB/[1-9]
/usr/bin/systemctl is-active $UNIT
/usr/bin/systemctl --no-pager show -p(?:ActiveState|SubState) $UNIT
/usr/bin/dpkg-query -W -f=\$\{Version\} [a-z0-9][a-z0-9+.-]{1,60}
/usr/bin/lspci -D -n -s $BDF
`;
