// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Services that matter to a DPU or its host, from systemd. Services that are not installed are left out. */

import { column } from '../../../core/view.js';
import { defineSection } from '../section.js';
import { parseServices } from './services/parse.js';
import { queryServices, SYSTEMCTL, SYSTEMD } from './services/query.js';
import { SERVICES } from './services/records.js';
import { summarizeServices } from './services/summary.js';

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
