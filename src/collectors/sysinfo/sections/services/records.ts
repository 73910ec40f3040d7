// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Records of services. */

import { boolean, label, number, state, text, volatile } from '../../../../core/field.js';
import { list } from '../../../../core/record-type.js';
import { STATES } from './parse-show.js';

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
