// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** One question to systemd, about every service that matters. */

import type { ListAnswer } from '../../../../core/file-answer.js';
import type { Host } from '../../../../core/host.js';
import type { Invocation } from '../../../../core/invocation.js';
import { runTool, type ToolAnswer } from '../../../../core/tool/run-tool.js';
import { PROPERTIES } from './parse-show.js';

/** sd_booted(3): exists when systemd is the first process. */
export const SYSTEMD = '/run/systemd/system';

/** By what they do: telemetry and management of a DPU, the fabric, Open vSwitch, containers, the clock. */
const UNITS = [
  ...['dpe', 'mlx_ipmid', 'set_emu_param', 'rshim', 'bfup', 'bfvcheck', 'mlnx_snap', 'mlx-regex', 'mlnx_bf_configure'],
  ...['openibd', 'opensm', 'opensmd', 'ibacm', 'rdma-ndd', 'nvidia-fabricmanager', 'nvidia-persistenced'],
  ...['openvswitch-switch', 'openvswitch', 'ovs-vswitchd', 'ovsdb-server', 'ovn-controller'],
  ...['kubelet', 'containerd', 'crio', 'docker', 'k3s', 'k3s-agent'],
  ...['systemd-timesyncd', 'chrony', 'chronyd', 'ntp', 'ntpd', 'ntpsec', 'ptp4l', 'phc2sys'],
] as const;

/** A unit that is not loaded is read from its file, and nothing is started. */
export const SYSTEMCTL: Invocation = {
  name: 'systemctl.show',
  path: '/usr/bin/systemctl',
  args: ['show', '--no-pager', `--property=${PROPERTIES.join(',')}`, ...UNITS.map((unit) => `${unit}.service`)],
  effect: 'read',
  timeoutSeconds: 5,
  help: 'State of the relevant services.',
};

/** The data that was collected; `answer` is null when systemd is not running. */
export type ServicesQuery = { readonly systemd: ListAnswer; readonly toolAnswer: ToolAnswer | null };

/** Runs `systemctl` if systemd runs on this machine. */
export const queryServices = async (host: Host): Promise<ServicesQuery> => {
  const systemd = host.readdir(SYSTEMD);
  const isRunning = systemd.kind === 'entries';
  return { systemd, toolAnswer: isRunning ? await runTool(host, [SYSTEMCTL], {}, { where: '', device: null }) : null };
};
