// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The hwmon chips of a machine: what each is called, what it belongs to and which temperatures it has. */

import { parseTextAnswer } from '../../core/attribute.js';
import type { FileAnswers, ListAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { namesIn } from '../adapter/bus.js';
import { HWMON } from './paths.js';

/** A chip, from its directory. */
export type Chip = {
  readonly path: string;
  /** Device it belongs to, the last part of its `device` link: a PCI address, nvme0; null without one. */
  readonly device: string | null;
  /** The numbers of its temperatures: 1 for temp1_input. */
  readonly channels: readonly number[];
  readonly entries: ReadonlySet<string>;
};

/** The chips that have a temperature. */
export const listChips = (host: Host, hwmon: ListAnswer): readonly Chip[] =>
  namesIn(hwmon).flatMap((name) => {
    const path = `${HWMON}/${name}`;
    const entries = namesIn(host.readdir(path));
    const channels = entries.flatMap((entry) => {
      const [, channel] = /^temp([1-9]\d{0,3})_input$/.exec(entry) ?? [];
      return channel === undefined ? [] : [Number(channel)];
    });
    if (channels.length === 0) return [];
    const device = host.readlink(`${path}/device`);
    return [
      {
        path,
        device: device.kind === 'link' ? (device.target.split('/').at(-1) ?? null) : null,
        channels,
        entries: new Set(entries),
      },
    ];
  });

/** The files that name what it measures: the driver answers these from memory. */
export const nameFilesOf = ({ path, channels, entries }: Chip): readonly string[] => [
  `${path}/name`,
  ...channels.map((n) => `temp${n}_label`).flatMap((file) => (entries.has(file) ? [`${path}/${file}`] : [])),
];

/** A name; null without one. */
export const nameIn = (answers: FileAnswers, path: string): string | null => {
  const answer = answers.get(path);
  return answer === undefined ? null : parseTextAnswer(answer).value;
};
