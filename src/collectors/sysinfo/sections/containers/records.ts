// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Records of containers. */

import { boolean, label, number, optionalLabel, state, text, unique, volatile } from '../../../../core/field.js';
import { list } from '../../../../core/record-type.js';
import { STATES } from './parse-list.js';

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
