// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Notes on values that need an explanation. Pure. */

import { listNames } from '../../core/list-names.js';
import type { Parsed } from '../../core/record-type.js';
import type { Types } from './records.js';

type PtmRecords = Pick<Parsed<Types>['records'], 'power' | 'temperatures'>;

/** The remarks on power before those on temperatures. */
export const remarksOn = ({ power, temperatures }: PtmRecords): readonly string[] => {
  const ddr = temperatures.find(({ sensor }) => sensor === 'ddr')?.temperature_celsius ?? null;
  const fromService = [
    ...power.filter(({ source }) => source === 'emu_param').map(({ rail }) => rail),
    ...temperatures.filter(({ source }) => source === 'emu_param').map(({ sensor }) => sensor),
  ];
  return [
    ...(fromService.length === 0 ? [] : [`${listNames(fromService)}: updated only when set_emu_param runs`]),
    // The firmware call is named after a threshold, which goes in steps of 5; a reading may be any number.
    ...(ddr !== null && ddr % 5 === 0 ? ['ddr: this firmware may report a threshold instead of a reading'] : []),
  ];
};
