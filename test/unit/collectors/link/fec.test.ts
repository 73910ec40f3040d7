// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { correctableErrors } from '../../../../src/collectors/link/fec.js';

test.each([
  ['Standard_RS-FEC - (528,514)', 7],
  ['Standard RS-FEC - (544,514)', 15],
  ['LL_RS-FEC-(271,257+1)', 6],
  ['Ethernet_Consortium_LL_50G_RS_FEC_PLR -(272,257+1)', 7],
  ['Firecode FEC', null],
  [null, null],
])('%s corrects %s symbols of a codeword', (fec, expected) => {
  expect(correctableErrors(fec)).toBe(expected);
});
