// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The only record of `switch`: the daemon, its datapaths, and what they are made for. */
import { boolean, gauge, number, state, text, unique, volatile } from '../../core/field.js';
import { single } from '../../core/provider.js';
import { count } from './fields.js';

const OVS = 'ovs-vsctl list Open_vSwitch';

/** The switch as a whole. */
export const SWITCH = single({
  system_id: unique(text('Identity of the switch.', `${OVS}: external_ids:system-id`)),
  hostname: unique(text('Name of the machine as the switch has it.', `${OVS}: external_ids:hostname`)),
  ovs_version: text('Version of Open vSwitch.', `${OVS}: ovs_version, else ovs-appctl version`),
  db_version: text(
    'Version of the schema of its database. Null until the daemon has started once.',
    `${OVS}: db_version`,
  ),
  flavour: state(
    ['kernel', 'netdev', 'dpdk', 'doca', 'mixed'],
    'Which datapath its bridges have. Netdev is the userspace one without DPDK; null where there is no bridge.',
    'ovs-vsctl list Bridge: datapath_type; dpdk_initialized, doca_initialized',
  ),
  hw_offload: boolean('Whether flows may be offloaded to hardware.', `${OVS}: other_config:hw-offload`),
  dpdk_initialized: boolean('Whether DPDK was initialised.', `${OVS}: dpdk_initialized`),
  dpdk_version: text('Version of DPDK. Null where it has none.', `${OVS}: dpdk_version`),
  doca_initialized: boolean("Whether DOCA was initialised. Only NVIDIA's build has it.", `${OVS}: doca_initialized`),
  doca_version: text('Version of DOCA. Null where it has none.', `${OVS}: doca_version`),
  alive: volatile(
    boolean(
      'Whether ovs-vswitchd answers. Where it does not, states and statistics are old; null where nobody can know.',
      'ovs-appctl version',
    ),
  ),
  uptime_seconds: volatile(
    gauge(
      'seconds',
      'Time since ovs-vswitchd was started.',
      '/run/openvswitch/ovs-vswitchd.pid, /proc/PID/stat, /proc/uptime',
    ),
  ),
  flows: volatile(number('Flows that the daemon keeps, offloaded or not.', 'ovs-appctl upcall/show: keys')),
  offloaded_flows: volatile(
    number(
      'Flows handed to TC, DPDK or DOCA. TC may keep some of them in software: --flows tells each.',
      'ovs-appctl upcall/show: offloaded flows',
    ),
  ),
  lookups_hit: count(
    'Packets that a flow of the datapath was found for. Offloaded ones are not among them.',
    'ovs-appctl dpctl/show',
  ),
  lookups_missed: count('Packets that went to the daemon because no flow was found.', 'ovs-appctl dpctl/show'),
  lookups_lost: count(
    'Packets that were to go to the daemon and were dropped: its queue was full.',
    'ovs-appctl dpctl/show',
  ),
  hit_ratio: volatile(
    gauge(
      'ratio',
      'Lookups that found a flow, of all since the datapath was made. Null before the first packet.',
      'lookups_hit, lookups_missed',
    ),
  ),
});
