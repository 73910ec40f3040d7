// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The fields of an eswitch. */
import { label, state } from '../../../core/field.js';
import { list, type Records, type TypedFinding } from '../../../core/provider.js';

const SOURCE = 'devlink -j dev eswitch show DEVICE';

/** How an eswitch works. */
export const MODES = ['legacy', 'switchdev', 'switchdev_inactive'] as const;

/** How much of a packet its sender shows the hardware. */
export const INLINE_MODES = ['none', 'link', 'network', 'transport'] as const;

/** Whether it puts packets into tunnels. */
export const ENCAP_MODES = ['none', 'basic'] as const;

/** The record types by name. */
export const TYPES = {
  eswitches: list({
    device: label('PCI address of the device, or its name in devlink.', 'devlink -j dev show'),
    mode: state(MODES, 'How it works.', `mode of ${SOURCE}; switchdev where the device has representors`),
    told_by: state(
      ['devlink', 'representors'],
      'What tells the mode; null where nothing does.',
      'the source that answered',
    ),
    inline_mode: state(
      INLINE_MODES,
      'How much of a packet its sender must show the hardware; null for a device without the notion.',
      `inline-mode of ${SOURCE}`,
    ),
    encap_mode: state(
      ENCAP_MODES,
      'Whether it can put packets into tunnels; null for a device without the notion.',
      `encap-mode of ${SOURCE}`,
    ),
  }),
};

/** A record, and a finding about one. */
export type Eswitch = Records<typeof TYPES>['eswitches'][number];
export type EswitchFinding = TypedFinding<typeof TYPES>;
