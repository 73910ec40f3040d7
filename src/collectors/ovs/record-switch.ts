// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The only record of `switch`: the daemon, its datapaths, and what they are made for. */

import { boolean, gauge, number, state, text, unique, volatile } from '../../core/field.js';
import { single } from '../../core/record-type.js';
import { count } from './fields.js';

const OVS = 'ovs-vsctl list Open_vSwitch';

/** The switch as a whole. */
export const SWITCH = single({
  system_id: unique(text('System ID of the switch.', `${OVS}: external_ids:system-id`)),
  hostname: unique(text('Host name stored in the switch database.', `${OVS}: external_ids:hostname`)),
  ovs_version: text('Open vSwitch version.', `${OVS}: ovs_version, else ovs-appctl version`),
  db_version: text('Version of the database schema. Null until ovs-vswitchd has started once.', `${OVS}: db_version`),
  datapath_kind: state(
    ['kernel', 'netdev', 'dpdk', 'doca', 'mixed'],
    'Datapath kind of the bridges; netdev is the userspace datapath without DPDK. Null when there is no bridge.',
    'ovs-vsctl list Bridge: datapath_type; dpdk_initialized, doca_initialized',
  ),
  hw_offload: boolean('Hardware offload of flows is enabled.', `${OVS}: other_config:hw-offload`),
  dpdk_initialized: boolean('DPDK is initialized.', `${OVS}: dpdk_initialized`),
  dpdk_version: text('DPDK version. Null without DPDK.', `${OVS}: dpdk_version`),
  doca_initialized: boolean('DOCA is initialized (NVIDIA builds only).', `${OVS}: doca_initialized`),
  doca_version: text('DOCA version. Null without DOCA.', `${OVS}: doca_version`),
  alive: volatile(
    boolean('The daemon ovs-vswitchd answers; if not, states and statistics are stale.', 'ovs-appctl version'),
  ),
  uptime_seconds: volatile(
    gauge(
      'seconds',
      'Time since ovs-vswitchd started.',
      '/run/openvswitch/ovs-vswitchd.pid, /proc/PID/stat, /proc/uptime',
    ),
  ),
  flows: volatile(number('Flows kept by ovs-vswitchd, offloaded or not.', 'ovs-appctl upcall/show: keys')),
  offloaded_flows: volatile(
    number(
      'Flows handed to TC, DPDK or DOCA; TC may keep some in software (see --flows).',
      'ovs-appctl upcall/show: offloaded flows',
    ),
  ),
  lookups_hit: count('Lookups that hit a datapath flow; offloaded packets are not counted.', 'ovs-appctl dpctl/show'),
  lookups_missed: count('Lookups that missed and became upcalls.', 'ovs-appctl dpctl/show'),
  lookups_lost: count('Upcalls dropped because the queue of ovs-vswitchd was full.', 'ovs-appctl dpctl/show'),
  hit_ratio: volatile(
    gauge(
      'ratio',
      'Share of lookups that hit a datapath flow, since the datapath was created. Null before the first packet.',
      'lookups_hit, lookups_missed',
    ),
  ),
});
