// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Selects the records of a table: those that its view shows, without those that it hides. */

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
