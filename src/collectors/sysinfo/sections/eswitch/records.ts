// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of an eswitch. */

import { label, state } from '../../../../core/field.js';
import { list, type Records, type TypedFinding } from '../../../../core/record-type.js';

const SOURCE = 'devlink -j dev eswitch show DEVICE';

/** Eswitch modes. */
export const MODES = ['legacy', 'switchdev', 'switchdev_inactive'] as const;

/** Inline modes: the headers that the driver must inline. */
export const INLINE_MODES = ['none', 'link', 'network', 'transport'] as const;

/** Whether it puts packets into tunnels. */
export const ENCAP_MODES = ['none', 'basic'] as const;

/** The record types by name. */
export const TYPES = {
  eswitches: list({
    device: label('PCI address of the device, or its devlink name.', 'devlink -j dev show'),
    mode: state(MODES, 'Eswitch mode.', `mode of ${SOURCE}; switchdev where the device has representors`),
    evidence: state(
      ['devlink', 'representors'],
      'Source of the mode. Null when the mode is unknown.',
      'the source that answered',
    ),
    inline_mode: state(
      INLINE_MODES,
      'Inline mode: how many headers the driver must inline. Null when not supported.',
      `inline-mode of ${SOURCE}`,
    ),
    encap_mode: state(ENCAP_MODES, 'Tunnel encapsulation offload. Null when not supported.', `encap-mode of ${SOURCE}`),
  }),
};

/** A record, and a finding about one. */
export type Eswitch = Records<typeof TYPES>['eswitches'][number];
export type EswitchFinding = TypedFinding<typeof TYPES>;
