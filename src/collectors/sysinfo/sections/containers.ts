// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Containers of Kubernetes on this machine: DOCA's telemetry service is one. */

import { column } from '../../../core/view.js';
import { defineSection } from '../section.js';
import { parseContainers } from './containers/parse.js';
import { CRICTL, queryContainers, RUNTIMES } from './containers/query.js';
import { CONTAINERS } from './containers/records.js';

/** The containers; a machine without a runtime of Kubernetes has none. Of each the last attempt to run it. */
export const containers = defineSection({
  types: CONTAINERS,
  reads: RUNTIMES.map(({ directory }) => directory),
  runs: [...CRICTL],
  table: {
    type: 'containers',
    columns: [
      column('NAME', 'name'),
      column('STATE', 'state'),
      column('RESTARTS', 'restarts'),
      column('NAMESPACE', 'namespace'),
    ],
    // Names that are made by machines: no terminal has room for both.
    wide: [column('POD', 'pod'), column('IMAGE', 'image')],
  },
  collect: queryContainers,
  parse: parseContainers,
});
