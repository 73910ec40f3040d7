#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Gives the Open vSwitch of OVS_RUNDIR what a BlueField may have: both uplinks with host and SF ports, tunnels, a bond,
# a mirror, queues, controllers, a manager, a key of IPsec, and interfaces that do not work. All values are ours.
set -euo pipefail
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C

# One transaction; what it creates is of no interest.
ovs-vsctl --timeout=10 \
  -- set Open_vSwitch . ovs_version=3.1.0 db_version=8.3.1 system_type=dpu system_version=1 \
    external_ids:hostname=dpu-under-test external_ids:system-id=7c1d2f1a-3c54-4f0e-9d0b-1f4a5b6c7d8e \
    other_config:hw-offload=true other_config:max-idle=3600000 \
  -- add-br ovsbr1 -- set Bridge ovsbr1 datapath_type=netdev \
  -- add-port ovsbr1 p0 -- set Interface p0 ofport_request=1 -- set Port p0 vlan_mode=trunk 'trunks=[7,8,9]' \
  -- add-port ovsbr1 pf0hpf -- set Interface pf0hpf ofport_request=2 \
  -- add-port ovsbr1 pf0vf0 tag=7 -- set Interface pf0vf0 ofport_request=3 \
  -- add-port ovsbr1 en3f0pf0sf0 -- set Interface en3f0pf0sf0 ofport_request=4 \
  -- add-port ovsbr1 span0 -- set Interface span0 ofport_request=5 \
  -- add-port ovsbr1 vxlan100 -- set Interface vxlan100 ofport_request=6 type=vxlan options:remote_ip=198.51.100.12 \
    options:local_ip=198.51.100.1 options:key=4100 options:dst_port=4789 options:psk=n0-0ne-May-Read-This \
  -- add-port ovsbr1 patch-to-2 -- set Interface patch-to-2 ofport_request=7 type=patch options:peer=patch-to-1 \
  -- add-br ovsbr2 -- set Bridge ovsbr2 datapath_type=netdev rstp_enable=true \
  -- add-port ovsbr2 p1 -- set Interface p1 ofport_request=1 \
  -- add-port ovsbr2 pf1hpf -- set Interface pf1hpf ofport_request=2 \
  -- add-port ovsbr2 en3f1pf1sf0 -- set Interface en3f1pf1sf0 ofport_request=3 \
  -- add-port ovsbr2 gnv0 -- set Interface gnv0 ofport_request=4 type=geneve options:remote_ip=flow options:key=flow \
  -- add-port ovsbr2 patch-to-1 -- set Interface patch-to-1 ofport_request=5 type=patch options:peer=patch-to-2 \
  -- add-br br-lag -- set Bridge br-lag datapath_type=netdev fail_mode=secure 'protocols=[OpenFlow13,OpenFlow15]' \
  -- add-bond br-lag bond0 p2 p3 bond_mode=balance-tcp lacp=active other_config:lacp-time=fast \
    -- set Interface p2 ofport_request=1 -- set Interface p3 ofport_request=2 \
  -- --id=@busy create Queue other_config:min-rate=2000000000 \
  -- --id=@rest create Queue dscp=10 other_config:max-rate=9000000000 \
  -- --id=@qos create QoS type=linux-htb other_config:max-rate=20000000000 queues=0=@busy,1=@rest \
  -- set Port pf0hpf qos=@qos \
  -- --id=@from get Port p0 -- --id=@to get Port span0 \
  -- --id=@mirror create Mirror name=watch-p0 select_src_port=@from select_dst_port=@from output_port=@to \
  -- set Bridge ovsbr1 mirrors=@mirror \
  -- set-controller br-lag tcp:127.0.0.1:9 \
  -- set-controller ovsbr2 ptcp:0:127.0.0.1 \
  -- set-manager ptcp:0:127.0.0.1 >/dev/null

# A build without DPDK cannot have this port.
ovs-vsctl --timeout=10 --no-wait add-port ovsbr2 dpdk0 -- set Interface dpdk0 type=dpdk options:n_rxq=2

tell() { ovs-appctl --timeout=5 "$@" >/dev/null; }
tell netdev-dummy/set-admin-state p1 down
tell netdev-dummy/set-admin-state pf0vf0 down
for port in 1001 1002 1003; do
  tell netdev-dummy/receive pf0hpf "in_port(1),eth(src=02:00:00:00:01:01,dst=02:00:00:00:01:02),eth_type(0x0800),\
ipv4(src=198.51.100.21,dst=198.51.100.22,proto=17,tos=0,ttl=64,frag=no),udp(src=$port,dst=4791)"
done
# Another interval makes the switch write its statistics at once, with what its flows have counted; then it is quiet.
tell revalidator/wait
ovs-vsctl --timeout=10 set Open_vSwitch . other_config:stats-update-interval=3600000
