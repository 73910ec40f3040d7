// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Record types of `fabric nvconfig`. */

import { boolean, label, number, state, text } from '../../core/field.js';
import { list, type Parsed, type Records } from '../../core/record-type.js';
import { MODES } from '../../hardware/nvconfig/mode.js';

const MODE_SOURCE = 'INTERNAL_CPU_OFFLOAD_ENGINE and the other INTERNAL_CPU parameters';

/** One card; its functions and ports share the configuration. */
const DEVICES = list({
  device: label('RDMA device of the first function, or its PCI address.', '/sys/bus/pci/devices'),
  pci_address: text('PCI address of the queried function.', '/sys/bus/pci/devices'),
  model: text('Card model.', 'the PCI device ID'),
  mode: state(
    MODES,
    'Operation mode: dpu (Arm cores own the NIC), nic (host owns it), restricted (dpu, host access limited). Null for a card without operation modes.',
    `current values of ${MODE_SOURCE}`,
  ),
  next_mode: state(MODES, 'Operation mode after the next boot.', `values at the next boot of ${MODE_SOURCE}`),
  parameters: number('Number of parameters; each array element counts as one.', 'mlxconfig -e q'),
  changed: number('Parameters whose current value differs from the default.', 'mlxconfig -e q'),
  pending: number('Parameters whose value changes at the next boot.', 'mlxconfig -e q'),
});

const column = (what: string, heading: string) => ({
  text: text(`${what} in the tool's notation: True(1), 16.`, `${heading} of mlxconfig -e q`),
  number: number(`${what} as a number.`, `${heading} of mlxconfig -e q`),
});

const DEFAULT = column('Default value', 'Default');
const CURRENT = column('Current value', 'Current');
const NEXT = column('Value after the next boot', 'Next Boot');

/** One parameter of one card. */
const PARAMETERS = {
  ...list({
    device: label('Card, as in devices.', '/sys/bus/pci/devices'),
    parameter: label('Parameter name; an array element is NAME[3].', 'mlxconfig -e q'),
    default: DEFAULT.text,
    default_number: DEFAULT.number,
    current: CURRENT.text,
    current_number: CURRENT.number,
    next: NEXT.text,
    next_number: NEXT.number,
    changes_at_reboot: boolean(
      'The value after the next boot differs from the current value.',
      'Current and Next Boot',
    ),
    read_only: boolean('Read-only from this side. Null when the tool is too old to report it.', 'RO of mlxconfig -e q'),
  }),
  metrics: false,
} as const;

/** One parameter that differs between two sides. */
const DIFFERENCES = {
  ...list({
    device: label('Card, as in devices.', '/sys/bus/pci/devices'),
    other: label('Other side of the comparison: a card, or the file given with --baseline.', '--diff, --baseline'),
    parameter: label('Parameter name.', 'mlxconfig -e q'),
    value: text('Current value on the card. Null when the card has no such parameter.', 'Current of mlxconfig -e q'),
    value_number: number('Current value on the card as a number.', 'Current of mlxconfig -e q'),
    other_value: text('Value on the other side. Null when the other side has no such parameter.', '--diff, --baseline'),
    other_number: number('Value on the other side as a number.', '--diff, --baseline'),
  }),
  metrics: false,
} as const;

/** The record types by name. */
export const TYPES = { devices: DEVICES, parameters: PARAMETERS, differences: DIFFERENCES } as const;

/** Result of `parse`. */
export type NvconfigParsed = Parsed<typeof TYPES>;

/** A record of each type. */
export type DeviceRecord = Records<typeof TYPES>['devices'][number];
export type ParameterRecord = Records<typeof TYPES>['parameters'][number];
export type DifferenceRecord = Records<typeof TYPES>['differences'][number];

/** A finding about one of these records. */
export type NvconfigFinding = NvconfigParsed['findings'][number];
