// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Everything about one section of the answer: what it reads and runs, its records and its line on the page. */

import type { Choice } from '../../core/choice.js';
import type { Host } from '../../core/host.js';
import type { Invocation } from '../../core/invocation.js';
import type { Parsed, RecordTypes } from '../../core/record-type.js';
import type { Section } from '../../core/section.js';
import type { OPTIONS } from './options.js';

/** A section. `Raw` is what its `collect` hands to its `parse`. */
export type SectionProvider<Raw, T extends RecordTypes> = Omit<Section, 'types'> & {
  readonly types: T;
  readonly reads: readonly string[];
  readonly runs: readonly Invocation[];
  /** Only reads. Sections read at the same time; what several need is read once. */
  readonly collect: (host: Host, choice: Choice<typeof OPTIONS>) => Promise<Raw>;
  /** Pure. */
  readonly parse: (raw: NoInfer<Raw>) => Pick<Parsed<NoInfer<T>>, 'records' | 'findings'>;
};

/** Checks that a part's pieces fit each other. */
export const defineSection = <Raw, const T extends RecordTypes>(
  part: SectionProvider<Raw, T>,
): SectionProvider<Raw, T> => part;
