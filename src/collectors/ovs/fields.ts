// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Kinds of field that several record types of the switch have. */
import { boolean, type Counter, type Gauge, gauge, number, type Text, type Truth, text } from '../../core/field.js';
import type { Unit } from '../../core/unit.js';

/** A counter of 64 bits that starts again at 0 when the switch or its port does. */
export const count = (help: string, from: string, more: Partial<Pick<Counter, 'unit' | 'group'>> = {}): Counter => ({
  kind: 'counter',
  bits: 64,
  atMax: 'wraps',
  scale: 1n,
  help,
  from,
  ...more,
});

/** A number that changes on its own. */
export const changing = (help: string, from: string): Gauge => ({ ...number(help, from), volatile: true });

/** A quantity that changes on its own. */
export const changingGauge = (unit: Unit, help: string, from: string): Gauge => ({
  ...gauge(unit, help, from),
  volatile: true,
});

/** A text that changes on its own. */
export const changingText = (help: string, from: string): Text => ({ ...text(help, from), volatile: true });

/** Yes or no, and either may become the other at any time. */
export const changingTruth = (help: string, from: string): Truth => ({ ...boolean(help, from), volatile: true });
