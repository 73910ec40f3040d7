// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The line of the services: `running: containerd kubelet  stopped: dpe`. */

import { type Document, recordsOf, valueIn } from '../../../../core/document.js';
import type { ServiceState } from './parse-show.js';

/** Lists problems first. */
const GROUPS: readonly (readonly [words: string, states: readonly ServiceState[]])[] = [
  ['FAILED', ['failed', 'maintenance']],
  ['starting', ['activating']],
  ['running', ['active', 'reloading']],
  ['stopped', ['inactive', 'deactivating']],
];

/** One name, whatever the distribution calls it. */
const OTHER_NAMES: Readonly<Record<string, string>> = { 'openvswitch-switch': 'openvswitch' };

/** The names by what they do; null where there is no service, or where `--stable` has dropped what they do. */
export const summarizeServices = (document: Document): string | null => {
  const services = recordsOf(document, 'services').map((record) => ({
    name: String(valueIn(record, 'name')),
    state: valueIn(record, 'state'),
  }));
  const groups = GROUPS.flatMap(([words, states]) => {
    const names = services
      .filter(({ state }) => states.some((one) => one === state))
      .map(({ name }) => OTHER_NAMES[name] ?? name);
    return names.length === 0 ? [] : [`${words}: ${names.join(' ')}`];
  });
  return groups.length === 0 ? null : groups.join('  ');
};
