// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { product } from '../../../../../src/collectors/sysinfo/sections/product.js';
import { collectSection } from '../collect-section.js';

const DMI = '/sys/class/dmi/id';

test('a machine without SMBIOS is no product, and that is no problem', async () => {
  expect(await collectSection(product, {})).toMatchObject({
    records: { product: null, board: null },
    findings: [],
    line: null,
  });
  expect((await collectSection(product, { [DMI]: '!EIO' })).findings).toEqual([`${`unreadable ${DMI}: EIO`}`]);
});

test('a placeholder of the vendor is not a name; a file for root only has a reason', async () => {
  const { records, findings, line, severities } = await collectSection(product, {
    [`${DMI}/sys_vendor`]: 'To Be Filled By O.E.M.',
    [`${DMI}/product_name`]: 'GS-8',
    [`${DMI}/product_version`]: 'Not Specified',
    [`${DMI}/product_serial`]: '!EACCES',
    [`${DMI}/product_uuid`]: '!EACCES',
    [`${DMI}/board_serial`]: '00000000',
    [`${DMI}/board_asset_tag`]: 'Default string',
    [`${DMI}/bios_version`]: '0.10',
  });
  expect(records.product).toMatchObject({ vendor: null, name: 'GS-8', version: null, serial_number: null, uuid: null });
  expect(records.board).toMatchObject({ serial_number: null, asset_tag: null, bios_version: '0.10' });
  expect(findings).toContain('vendor absent "To Be Filled By O.E.M."');
  expect(findings.filter((one) => one.includes('permission'))).toEqual([
    'serial_number permission needs root',
    'uuid permission needs root',
  ]);
  expect(severities).toEqual(new Set(['note']));
  expect(line).toBe('GS-8, serial -');
});
