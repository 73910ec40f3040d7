// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Services that matter to a DPU or its host, as systemd tells of them. Those that are not installed are none. */

import { boolean, label, number, state, text, volatile } from '../../../core/field.js';
import { list } from '../../../core/provider.js';
import { column } from '../../../core/view.js';
import { defineSection } from '../section.js';
import { parseServices } from './services/parse.js';
import { STATES } from './services/parse-show.js';
import { queryServices, SYSTEMCTL, SYSTEMD } from './services/query.js';
import { summarizeServices } from './services/summary.js';

const of = (property: string): string => `${property} of systemctl show`;

/** Records of `services`. */
export const SERVICES = {
  services: list({
    name: label('Service name, without `.service`.', of('Id')),
    state: volatile(state(STATES, 'Active state of the unit in systemd.', of('ActiveState'))),
    is_running: volatile(boolean('Running, or completed (oneshot).', of('ActiveState'))),
    substate: volatile(text('Substate of the unit in systemd: running, exited, dead.', of('SubState'))),
    start: text('Enablement state in systemd: enabled, disabled, static, masked.', of('UnitFileState')),
    restarts: volatile(number('Automatic restarts by systemd.', of('NRestarts'))),
  }),
};

/** The services. */
export const services = defineSection({
  types: SERVICES,
  reads: [SYSTEMD],
  runs: [SYSTEMCTL],
  summary: summarizeServices,
  table: {
    type: 'services',
    columns: [
      column('NAME', 'name'),
      column('STATE', 'state'),
      column('SUBSTATE', 'substate'),
      column('ENABLED', 'start'),
      column('RESTARTS', 'restarts'),
    ],
  },
  collect: queryServices,
  parse: parseServices,
});
