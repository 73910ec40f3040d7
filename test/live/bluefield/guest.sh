#!/bin/bash
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Runs in the guest as root; bluefield.test.ts checks the answers.
#
#   guest.sh READY      the directory of prepare.sh
set -uo pipefail
ready=$1
. "$(dirname "$0")/../boot/in-guest.sh"

# Both clocks are multiples of the reference, so that what the firmware has measured is exact.
load_driver() {
  insmod "$ready/bluefield/secure-monitor.ko" t1_hz=1093750000 n1_hz=1250000000 \
    llt=0x54,31000000,0x7b,23000000,0x55,17000000,0x7c,11000000 llt_miss=0x0,7000000,0x1,3000000 \
    mss=0x1,190000000,0x6,130000000
  insmod "$ready/bluefield/mlxbf-pmc.ko"
  counters=$(dirname "$(grep -lx bfperf /sys/class/hwmon/hwmon*/name)")
  local parameter
  for parameter in llt llt_miss mss t1_hz n1_hz; do
    ask "firmware.$parameter" cat "/sys/module/secure_monitor/parameters/$parameter"
  done
}

# One block after the other, as a shell can.
count_by_hand() { # block, events
  local block=$counters/$1 event number=1
  shift
  echo 1 >"$block/count_clock"
  for event in "$@"; do
    echo "$event" >"$block/event$number"
    number=$((number + 1))
  done
  echo 1 >"$block/enable"
  sleep 0.2
  echo 0 >"$block/enable"
  ask "hand.${block##*/}" grep -H '' "$block"/counter{0,1,2,3,4}
}

# Other values than after a reset, so that restored settings can be recognized.
program_as_somebody() {
  local block
  for block in "$counters"/{llt,mss}*; do
    echo 5 >"$block/event1"
    echo 9 >"$block/event4"
    echo 12 >"$block/count_clock"
  done
}

# Records the programming, and how many registers were written.
look() { # name
  ask "$1.programming" grep -H '' -r --include=enable --include=count_clock --include='event[0-9]*' "$counters"/
  ask "$1.writes" cat /sys/module/secure_monitor/parameters/writes
}

timed() { # name, command line
  local from=$EPOCHREALTIME
  ask "$@"
  ask "$1.seconds" awk "BEGIN { print $EPOCHREALTIME - $from }"
}

# Starts bfperf in the background and waits until it counts. Its PID is the answer $1.pid.
begin() { # name, window
  local name=$1
  # Background jobs of a script ignore SIGINT by default.
  env --default-signal=INT fabric bfperf --json --window "$2" >"$out/$name.stdout" 2>"$out/$name.stderr" &
  running=$!
  ask "$name.pid" echo $running
  until [ "$(cat "$counters/mss1/enable")" = 1 ] || ! kill -0 $running; do sleep 0.05; done
  look "$name.meanwhile"
}

end() { # name
  wait $running
  echo $? >"$out/$1.status"
  look "$1.after"
}

interrupt() { # signal
  begin "$1" 5s
  kill -s "$1" $running
  end "$1"
}

ask_ptm() { # name
  ask "ptm.$1.files" grep -H '' -r /sys/kernel/debug/mlxbf-ptm/
  ask "ptm.$1" fabric ptm --json
}

tell_ptm() { # parameter, value, ...
  while [ $# -gt 0 ]; do
    echo "$2" >"/sys/module/ptm_debugfs/parameters/$1"
    shift 2
  done
}

say 'the guest is up'
echo bluefield3 >/proc/sys/kernel/hostname
mount -t tmpfs log /var/log # for the audit
install_fabric

ask_ptm unloaded
insmod "$ready/bluefield/ptm-debugfs.ko"
ask_ptm well
tell_ptm vr1_power 301
ask_ptm rail
tell_ptm vr0_power "$(printf %u -1)" core_temp "$(printf %u -1)" power_throttling_state 1 \
  power_throttling_event_count 7 thermal_throttling_event_count "$(printf %u -1)"
ask_ptm rails
ask ptm.nobody as_nobody fabric ptm --json
say 'asked ptm'

load_driver
ask blocks ls "$counters"
count_by_hand llt3 GDC_BANK0_RD_REQ GDC_BANK1_RD_REQ GDC_BANK0_WR_REQ GDC_BANK1_WR_REQ
count_by_hand mss1 SKYLIB_DDN_TX_FLITS SKYLIB_DDN_RX_FLITS
program_as_somebody
say 'counted by hand'

look before
ask read-only fabric bfperf --read-only --json
look read-only.after
for run in 1 2 3; do
  timed start-up.$run node -e 0
  timed bfperf.$run fabric bfperf --json
done
look bfperf.after
ask nobody as_nobody fabric bfperf --json
begin first 4s
ask second fabric bfperf --json
look second.after
end first
say 'measured'

interrupt INT
interrupt TERM
interrupt KILL
ask repairing fabric bfperf --json --window 200ms
look repairing.after
say 'interrupted'

echo 0 >"$counters/mss1/count_clock"
echo SKYLIB_DDN_RX_FLITS >"$counters/mss1/event1"
from=$EPOCHREALTIME
echo 1 >"$counters/mss1/enable"
look in-use
ask in-use fabric bfperf --json
look in-use.after
ask in-use.counter cat "$counters/mss1/counter1"
ask in-use.seconds awk "BEGIN { print $EPOCHREALTIME - $from }"
ask forced fabric bfperf --json --force
look forced.after
say 'done'
