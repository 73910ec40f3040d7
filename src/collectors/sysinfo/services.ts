// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Services that matter to a DPU or its host, as systemd tells of them. Those that are not installed are none. */
import { boolean, label, number, state, text, volatile } from '../../core/field.js';
import { list } from '../../core/provider.js';
import { column } from '../../core/view.js';
import { definePart } from './part.js';
import { askServices, SYSTEMCTL, SYSTEMD } from './services/ask.js';
import { parseServices } from './services/parse.js';
import { sayServices } from './services/say.js';
import { STATES } from './services/show.js';

const of = (property: string): string => `${property} of systemctl show`;

/** Records of `services`. */
export const SERVICES = {
  services: list({
    name: label('Service, without `.service`.', of('Id')),
    state: volatile(state(STATES, 'What it does, in the words of systemd.', of('ActiveState'))),
    is_running: volatile(boolean('Whether it runs, or has done what it is for.', of('ActiveState'))),
    substate: volatile(text('The same in the words of its kind: running, exited, dead.', of('SubState'))),
    start: text('Whether it is started with the machine: enabled, disabled, static, masked.', of('UnitFileState')),
    restarts: volatile(number('How often systemd has started it anew after it ended.', of('NRestarts'))),
  }),
};

/** The services. */
export const services = definePart({
  types: SERVICES,
  reads: [SYSTEMD],
  runs: [SYSTEMCTL],
  says: sayServices,
  table: {
    type: 'services',
    columns: [
      column('NAME', 'name'),
      column('STATE', 'state'),
      column('SUBSTATE', 'substate'),
      column('START', 'start'),
      column('RESTARTS', 'restarts'),
    ],
  },
  collect: askServices,
  parse: parseServices,
});
