#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# An Open vSwitch of its own in a directory, for any user: the installed programs, simulated interfaces (the dummy datapath),
# no service, nothing outside of the directory.
#
#   open-vswitch.sh start DIR [SCHEMA]   both daemons, with an empty database
#   open-vswitch.sh run DIR [SCHEMA]     the same, says `up`, and stops them when its input ends or it is interrupted
#   open-vswitch.sh stop DIR             stops them, by pid
#   OVS_RUNDIR=DIR/run/openvswitch ovs-vsctl show
#
# DIR/run is what /run is on a machine: DIR/run/openvswitch has the sockets. `run` is for tests: a test that is killed
# closes the pipe, and nothing is left behind.
set -euo pipefail

[ $# -ge 2 ] || { sed -n '5,14s/^# \{0,1\}//p' "$0" >&2; exit 2; }
verb=$1 dir=$2 schema=${3:-/usr/share/openvswitch/vswitch.ovsschema}
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export OVS_RUNDIR=$dir/run/openvswitch OVS_LOGDIR=$dir OVS_DBDIR=$dir OVS_SYSCONFDIR=$dir

start() {
  umask 022
  mkdir -p "$OVS_RUNDIR"
  ovsdb-tool create "$dir/conf.db" "$schema"
  local quiet=(-vconsole:off --no-chdir --detach --pidfile "--log-file=$dir/log")
  # `exec` leaves the pipe of whoever reads this script to the script alone.
  ovsdb-server "$dir/conf.db" "--remote=punix:$OVS_RUNDIR/db.sock" --remote=db:Open_vSwitch,Open_vSwitch,manager_options \
    "${quiet[@]}" </dev/null >/dev/null
  ovs-vsctl --no-wait --timeout=5 init
  ovs-vswitchd --disable-system --enable-dummy=override "${quiet[@]}" "unix:$OVS_RUNDIR/db.sock" </dev/null >/dev/null
}

pids() { cat "$OVS_RUNDIR/ovs-vswitchd.pid" "$OVS_RUNDIR/ovsdb-server.pid" 2>/dev/null || true; }

# Alive, and no zombie that its parent has not asked for yet.
runs() {
  local state
  state=$(sed -n 's/^State:\t\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null) && [ -n "$state" ] && [ "$state" != Z ]
}

stop() { # pids
  local pid left
  for pid in "$@"; do
    # The number may be another's by now.
    tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "$dir/" || continue
    kill "$pid" || continue
    kill -CONT "$pid" 2>/dev/null || true # a test may have stopped it
    for ((left = 200; left > 0; left--)); do
      runs "$pid" || continue 2
      sleep 0.01
    done
    kill -KILL "$pid" || true
  done
}

case $verb in
  start) start ;;
  run)
    trap 'mapfile -t found < <(pids); stop "${found[@]}"' EXIT
    trap 'exit 130' INT TERM HUP
    start
    # The directory may be gone before they are.
    mapfile -t found < <(pids)
    trap 'stop "${found[@]}"' EXIT
    echo up
    while read -r _; do :; done
    ;;
  stop)
    mapfile -t found < <(pids)
    stop "${found[@]}"
    ;;
  *) "$0" >&2 ;;
esac
