#!/bin/bash
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs in the guest as root; kernel.test.ts checks the answers. The directory softroce gets a recording.
#
#   guest.sh READY      the directory of prepare.sh
set -uo pipefail
ready=$1
. "$(dirname "$0")/../boot/in-guest.sh"

# Providers that run with all their data, as root and as an unprivileged user.
providers=(hcaperf devices ptm sysinfo)

# Providers that use vendor tools, as root: they must find out without a tool that there is no adapter.
tool_providers=(link nvconfig firmware)

# What makes it everything. ptm and sysinfo speak of the machine and have nothing to add; on a busy machine the tools of
# sysinfo take the guest longer than the usual deadline.
all_of() { # provider
  case $1 in
  ptm) ;;
  sysinfo) echo --deadline 60s ;;
  *) echo --all ;;
  esac
}

# Gives the guest its own identity instead of that of the host whose files it shares.
name_machine() {
  echo softroce >/proc/sys/kernel/hostname
  if [ ! -e /etc/machine-id ]; then return; fi
  tr -d - </proc/sys/kernel/random/uuid >/run/machine-id
  mount --bind /run/machine-id /etc/machine-id
}

# As root every command is written to the audit log.
make_audit_writable() {
  mount -t tmpfs -o mode=755 log /var/log
}

# Soft-RoCE and soft-iWARP, each on one end of a veth pair, and Soft-RoCE on a netdev that is down. Without IPv6 and with
# fixed neighbors there is no unintended packet.
make_rdma() {
  modprobe -d "$ready" -a dummy veth rdma_rxe siw ib_uverbs rdma_ucm
  ip netns add far
  for namespace in /proc/self/ns/net /run/netns/far; do
    nsenter --net=$namespace sh -c 'echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6'
  done
  ip link set lo up
  make_pair roce0 10.9.0
  make_pair iwarp0 10.9.1
  ip link add cold0 type dummy
  rdma link add rxe0 type rxe netdev roce0
  rdma link add siw0 type siw netdev iwarp0
  rdma link add rxe1 type rxe netdev cold0
  sleep 1
}

make_pair() { # name of the near end, network
  ip link add "$1" type veth peer name "far-$1" netns far
  ip addr add "$2.1/24" dev "$1"
  ip -n far addr add "$2.2/24" dev "far-$1"
  ip link set "$1" up
  ip -n far link set "far-$1" up
  ip neigh add "$2.2" dev "$1" nud permanent lladdr "$(ip -n far -br link show dev "far-$1" | awk '{ print $3 }')"
  ip -n far neigh add "$2.1" dev "far-$1" nud permanent lladdr "$(cat "/sys/class/net/$1/address")"
}

# Creates an eswitch with one uplink and four VF representors.
make_eswitch() {
  modprobe -d "$ready" netdevsim
  echo '10 1' >/sys/bus/netdevsim/new_device
  echo 4 >/sys/bus/netdevsim/devices/netdevsim10/sriov_numvfs
  devlink dev eswitch set netdevsim/netdevsim10 mode switchdev
}

# Causes an error that the health reporter finds, dumps and recovers from, then records what devlink reports.
break_health() {
  ask health.broken sh -c 'echo broken >/sys/kernel/debug/netdevsim/netdevsim10/health/break_health'
  ask devlink.health devlink -j health show
  ask devlink.eswitch devlink -j dev eswitch show netdevsim/netdevsim10
}

# netdevsim has no RDMA device, and nothing that the software devices have is refused. So a tree of links joins what the
# kernel has apart. Every text and every error below it is the kernel's own, but for the names in gid_attrs and the ids
# that make a PCI function an adapter.
#   nsim0   of the function 1f.7, whose netdevs are netdevsim's uplink and representors
#   odd0    a virtual device of whose counters the kernel refuses all but one
#   1f.6    a function whose netdev is one end of a veth pair
join_tree() {
  local tree=/run/tree pci=pci0000:00/0000:00:1f.7 netdevsim=/sys/bus/netdevsim/devices/netdevsim10
  local virtual=devices/virtual/infiniband/odd0 nsim=devices/$pci/infiniband/nsim0
  mkdir -p $tree/kernel $tree/sys/class/infiniband $tree/sys/$nsim/ports $tree/sys/$virtual/ports/1/counters
  mount -t sysfs kernel $tree/kernel # a link leads no further than the tree
  ln -s /kernel/class/net $tree/sys/class/net
  ln -s ../../$nsim $tree/sys/class/infiniband/nsim0
  ln -s ../../$virtual $tree/sys/class/infiniband/odd0
  ln -s ../.. $tree/sys/$nsim/device
  ln -s /kernel${netdevsim#/sys}/{net,sriov_numvfs} $tree/sys/devices/$pci
  mkdir -p $tree/sys/bus/pci/devices $tree/sys/devices/${pci%7}6/net
  ln -s /kernel/class/net/roce0 $tree/sys/devices/${pci%7}6/net
  for function in $pci ${pci%7}6; do
    ln -s ../../../devices/$function $tree/sys/bus/pci/devices
    echo 0x15b3 >$tree/sys/devices/$function/vendor
    echo 0x1021 >$tree/sys/devices/$function/device
    echo 0x020000 >$tree/sys/devices/$function/class
  done
  for port in 1 2 3 4 5; do
    link_port $tree/sys/$nsim/ports/$port
    if [ $port = 1 ]; then continue; fi # the uplink is found without it
    mkdir -p $tree/sys/$nsim/ports/$port/gid_attrs/ndevs
    netdev_of "pf0vf$((port - 2))" >$tree/sys/$nsim/ports/$port/gid_attrs/ndevs/0
  done
  link_port $tree/sys/$virtual/ports/1
  while read -r counter attribute; do
    ln -s "/kernel${attribute#/sys}" "$tree/sys/$virtual/ports/1/counters/$counter"
    ask "attribute.$counter" cat "$attribute"
  done <<END
port_rcv_packets    /sys/class/infiniband/rxe0/ports/1/hw_counters/rcvd_pkts
symbol_error        /sys/class/net/cold0/carrier
link_downed         $netdevsim/net/$(netdev_of p1)/speed
port_rcv_errors     /sys/class/net/roce0/phys_switch_id
port_xmit_discards  $netdevsim/net/$(netdev_of p1)/phys_port_id
VL15_dropped        $netdevsim/new_port
link_error_recovery $netdevsim/power/autosuspend_delay_ms
END
}

netdev_of() { # phys_port_name
  grep -lx "$1" /sys/bus/netdevsim/devices/netdevsim10/net/*/phys_port_name | cut -d/ -f8
}

link_port() { # directory
  mkdir -p "$1"
  ln -s /kernel/class/infiniband/rxe0/ports/1/{state,phys_state,rate,link_layer,lid} "$1"
}

# Runs fabric between two equal answers of the kernel's tools: its values must be the same.
snapshot() { # name, providers
  ask "$1.rdma" rdma -j statistic show link rxe0/1
  ask "$1.ip" ip -j -s link show dev roce0
  for provider in "${@:2}"; do ask_both "$1.$provider" --json "$provider" $(all_of "$provider"); done
  ask "$1.rdma.again" rdma -j statistic show link rxe0/1
  ask "$1.ip.again" ip -j -s link show dev roce0
}

ask_both() { # name, --json or --stable, words for fabric
  local name=$1 format=$2
  shift 2
  ask "$name.root$format" fabric "$@" --json "$format"
  ask "$name.nobody$format" as_nobody fabric "$@" --json "$format"
}

# Records everything that fabric reads on this kernel, in the format of fixtures/hosts.
record() {
  local softroce=/run/softroce
  for provider in "${providers[@]}"; do
    ask "recorded.$provider" fabric "$provider" $(all_of "$provider") --json --record $softroce
  done
  for provider in "${tool_providers[@]}"; do
    ask "tools.$provider.root" fabric "$provider" --json --record $softroce
    ask "tools.$provider.nobody" as_nobody fabric "$provider" --json
  done
  ask recorded_too.bfperf fabric bfperf --json --record $softroce # a machine without its counters
  ask recorded_too.ovs fabric ovs --json --record $softroce # installed or not, Open vSwitch is not running
  ask recording.check fabric replay check $softroce
  ask recording.files cat $softroce/{host.json,files.ndjson,commands.ndjson}
  for provider in "${providers[@]}"; do
    ask "replayed.$provider" fabric "$provider" $(all_of "$provider") --json --replay $softroce
    ask "replayed.$provider.stable" fabric "$provider" $(all_of "$provider") --json --stable --replay $softroce
  done
  cp -r $softroce $out
}

# Both ends on one device. -u 20: four seconds without an acknowledgement before anything is sent twice. -F: the tool times
# the processor, and on a busy machine it would else refuse to report. Fails when either end does.
move() { # name, device, address, program and further words
  local name=$1 device=$2 address=$3
  shift 3
  ask "$name.server" timeout 60 "$@" -F -d "$device" -s 4096 &
  for _ in {1..100}; do
    if ss -Hltn 'sport = :18515' | grep -q .; then break; fi
    sleep 0.1
  done
  ask "$name" timeout 60 "$@" -F -d "$device" -s 4096 "$address"
  wait $!
  [ "$(cat "$out/$name.status")" = 0 ] && [ "$(cat "$out/$name.server.status")" = 0 ]
}

move_all() {
  move write rxe0 10.9.0.1 ib_write_bw -x 1 -n 200 -u 20 &&
    move send rxe0 10.9.0.1 ib_send_bw -x 1 -n 100 -u 20 &&
    move iwarp siw0 10.9.1.1 ib_send_bw -R -n 100
}

say 'the guest is up'
name_machine
make_audit_writable
install_fabric
make_rdma
make_eswitch
say 'fabric and the devices are there'
for _ in {1..5}; do
  snapshot before hcaperf
  say 'asked before the traffic'
  if move_all; then break; fi
  say 'the traffic tools reported nothing: all over again'
done
ask ping "$ready/busybox" ping -c 5 -s 1000 10.9.0.2
say 'moved the traffic'
break_health
snapshot after "${providers[@]}"
for provider in "${providers[@]}"; do ask_both "after.$provider" --stable "$provider" $(all_of "$provider"); done
say 'asked after the traffic'
ask attribute.netdev cat /sys/class/infiniband/siw0/ports/1/gid_attrs/ndevs/0
ask attribute.lifespan cat /sys/class/infiniband/rxe0/ports/1/hw_counters/lifespan
ask links ip -j -d link show
join_tree
ask attribute.phys_switch_id sh -c 'cat /sys/bus/netdevsim/devices/netdevsim10/net/*/phys_switch_id'
for provider in "${providers[@]}"; do ask_both "joined.$provider" --json "$provider" --root /run/tree $(all_of "$provider"); done
ask joined.uplink fabric hcaperf --root /run/tree -d 'nsim*' --json
record
say 'done'
devlink dev eswitch set netdevsim/netdevsim10 mode legacy
ask legacy.sysinfo fabric sysinfo --section eswitch --json $(all_of sysinfo)
ask devlink.legacy devlink -j dev eswitch show netdevsim/netdevsim10
