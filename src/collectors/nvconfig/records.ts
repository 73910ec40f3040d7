// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of nvconfig's records. */
import { boolean, label, number, state, text } from '../../core/field.js';
import { MODES } from '../../core/nvconfig/mode.js';
import { list, type Parsed, type Records } from '../../core/provider.js';

const DECIDED = 'INTERNAL_CPU_OFFLOAD_ENGINE and the other INTERNAL_CPU parameters';

/** One card: its functions and ports share one configuration. */
const DEVICES = list({
  device: label('RDMA device of the first function; its PCI address where it has none.', '/sys/bus/pci/devices'),
  pci_address: text('PCI address of the function that was asked.', '/sys/bus/pci/devices'),
  model: text('Model of the card.', 'the PCI device id'),
  mode: state(
    MODES,
    'Who owns the network of a BlueField: its Arm cores, its host, or its Arm cores with the host shut out of the card. Restricted is told by INTERNAL_CPU_RSHIM or HOST_PRIV_LEVEL, where the firmware has them. Null for a card that has no modes.',
    `current values of ${DECIDED}`,
  ),
  next_mode: state(MODES, 'The mode after the next boot.', `values at the next boot of ${DECIDED}`),
  parameters: number('How many parameters the card has; each element of an array is one.', 'mlxconfig -e q'),
  changed: number('How many of them have another value than their default.', 'mlxconfig -e q'),
  pending: number('How many of them have another value at the next boot than now.', 'mlxconfig -e q'),
});

const column = (what: string, heading: string) => ({
  text: text(`${what}, spelled as the vendor does: True(1), 16.`, `${heading} of mlxconfig -e q`),
  number: number(`${what} as a number.`, `${heading} of mlxconfig -e q`),
});

const DEFAULT = column('Value of the factory', 'Default');
const CURRENT = column('Value in force', 'Current');
const NEXT = column('Value after the next boot', 'Next Boot');

/** One parameter of one card. */
const PARAMETERS = {
  ...list({
    device: label('The card, as in devices.', '/sys/bus/pci/devices'),
    parameter: label('Name of the parameter; an element of an array is NAME[3].', 'mlxconfig -e q'),
    default: DEFAULT.text,
    default_number: DEFAULT.number,
    current: CURRENT.text,
    current_number: CURRENT.number,
    next: NEXT.text,
    next_number: NEXT.number,
    changes_at_reboot: boolean(
      'Whether the value after the next boot is another one than now.',
      'Current and Next Boot',
    ),
    read_only: boolean(
      'Whether nobody can change it from here; null where the tool is too old to know of it.',
      'RO of mlxconfig -e q',
    ),
  }),
  metrics: false,
} as const;

/** One parameter that two sides do not agree on. */
const DIFFERENCES = {
  ...list({
    device: label('The card, as in devices.', '/sys/bus/pci/devices'),
    other: label('What it is compared with: a card, or the file of --baseline.', '--diff, --baseline'),
    parameter: label('Name of the parameter.', 'mlxconfig -e q'),
    value: text('Value in force on the card; null when it has no such parameter.', 'Current of mlxconfig -e q'),
    value_number: number('That value as a number.', 'Current of mlxconfig -e q'),
    other_value: text('Value on the other side; null when it has no such parameter.', '--diff, --baseline'),
    other_number: number('That value as a number.', '--diff, --baseline'),
  }),
  metrics: false,
} as const;

/** The record types by name. */
export const TYPES = { devices: DEVICES, parameters: PARAMETERS, differences: DIFFERENCES } as const;

/** What parse returns. */
export type NvconfigParsed = Parsed<typeof TYPES>;

/** A record of each type. */
export type DeviceRecord = Records<typeof TYPES>['devices'][number];
export type ParameterRecord = Records<typeof TYPES>['parameters'][number];
export type DifferenceRecord = Records<typeof TYPES>['differences'][number];

/** A finding about one of them. */
export type NvconfigFinding = NvconfigParsed['findings'][number];
