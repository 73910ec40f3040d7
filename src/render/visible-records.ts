// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Which records a table is about: only those that its view asks for, without those that it leaves out. */

import { type Document, type DocumentRecord, recordsOf } from '../core/document.js';
import type { View } from '../core/view.js';

/** The records that are rows of the table. */
export const visibleRecords = (
  document: Document,
  { type, showWhere: only, hideWhere: except }: View,
): readonly DocumentRecord[] =>
  recordsOf(document, type)
    .filter((record) => only === undefined || record[only] === true)
    .filter((record) => except === undefined || record[except.field] !== except.value);
