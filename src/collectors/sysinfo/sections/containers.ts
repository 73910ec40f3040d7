// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Containers of Kubernetes on this machine: DOCA's telemetry service is one. */

import { boolean, label, number, optionalLabel, state, text, unique, volatile } from '../../../core/field.js';
import { list } from '../../../core/provider.js';
import { column } from '../../../core/view.js';
import { defineSection } from '../section.js';
import { parseContainers } from './containers/parse.js';
import { STATES } from './containers/parse-list.js';
import { CRICTL, queryContainers, RUNTIMES } from './containers/query.js';

const FROM = 'crictl ps -a -o json';

/** Records of `containers`. */
export const CONTAINERS = {
  containers: list({
    namespace: optionalLabel('Kubernetes namespace.', FROM),
    // The pod of a file in /etc/kubelet.d has the name of its machine at its end.
    pod: unique(optionalLabel('Pod name.', FROM)),
    name: label('Container name.', FROM),
    state: volatile(state(STATES, 'Container state.', FROM)),
    is_running: volatile(boolean('The container is running.', FROM)),
    restarts: volatile(number('Restarts within the pod.', FROM)),
    image: text('Container image.', FROM),
  }),
};

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
