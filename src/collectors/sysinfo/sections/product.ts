// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Vendor names of the machine, its board and its firmware. */

import { answerTo, parseTextAnswer, type ValueOrReason } from '../../../core/attribute.js';
import { type Document, recordsOf } from '../../../core/document.js';
import { text, unique } from '../../../core/field.js';
import type { RecordTaker } from '../../../core/findings.js';
import { reasonOf } from '../../../core/problem.js';
import { single, type TypedFinding } from '../../../core/record-type.js';
import { readEach } from '../read-each.js';
import { createTaker, withPath } from '../reasons.js';
import { defineSection } from '../section.js';
import { formatField, joinPhrases } from '../summary-line.js';

// drivers/firmware/dmi-id.c: one file a string of SMBIOS; serial numbers and the UUID have mode 0400.
const DMI = '/sys/class/dmi/id';

const PRODUCT = {
  vendor: 'sys_vendor',
  name: 'product_name',
  version: 'product_version',
  sku: 'product_sku',
  serial_number: 'product_serial',
  uuid: 'product_uuid',
} as const;

const BOARD = {
  vendor: 'board_vendor',
  name: 'board_name',
  version: 'board_version',
  serial_number: 'board_serial',
  asset_tag: 'board_asset_tag',
  bios_vendor: 'bios_vendor',
  bios_version: 'bios_version',
  bios_date: 'bios_date',
} as const;

const dmi = (help: string, file: string) => text(help, `${DMI}/${file}`);

const TYPES = {
  product: single({
    vendor: dmi('System vendor.', PRODUCT.vendor),
    name: dmi('Product name.', PRODUCT.name),
    version: dmi('Product version.', PRODUCT.version),
    sku: dmi('Product SKU.', PRODUCT.sku),
    serial_number: unique(dmi('System serial number (root only).', PRODUCT.serial_number)),
    uuid: unique(dmi('System UUID (root only).', PRODUCT.uuid)),
  }),
  board: single({
    vendor: dmi('Board vendor.', BOARD.vendor),
    name: dmi('Board name.', BOARD.name),
    version: dmi('Board version.', BOARD.version),
    serial_number: unique(dmi('Board serial number (root only).', BOARD.serial_number)),
    asset_tag: unique(dmi('Asset tag set by the owner.', BOARD.asset_tag)),
    bios_vendor: dmi('Vendor of the boot firmware (BIOS or UEFI).', BOARD.bios_vendor),
    bios_version: dmi('Version of the boot firmware.', BOARD.bios_version),
    bios_date: dmi("Date of the boot firmware, in the vendor's notation.", BOARD.bios_date),
  }),
};

const FILES = [...Object.values(PRODUCT), ...Object.values(BOARD)].map((file) => `${DMI}/${file}`);

/** Placeholders of vendors that set no value. */
const NOTHING =
  /^(?:to be filled(?: by o\.?e\.?m\.?)?|default(?: string)?|not (?:specified|applicable|available|provided)|none|unknown|system (?:manufacturer|product name|version|serial number|sku)|(?:base ?board |chassis )?(?:serial number|asset ?tag|version)|0+|x+|\.+|-+)$/i;

const summarizeProduct = (document: Document): string | null => {
  const [record] = recordsOf(document, 'product');
  return record === undefined
    ? null
    : joinPhrases(formatField(record, 'name'), formatField(record, 'serial_number', String, 'serial '));
};

type Texts<F extends string> = Readonly<Record<F, string | null>>;

/** The machine as a product. A machine without SMBIOS has none of it. */
export const product = defineSection({
  types: TYPES,
  reads: [DMI, ...FILES],
  runs: [],
  summary: summarizeProduct,
  collect: async (host) => {
    const listing = host.readdir(DMI);
    return { listing, answers: listing.kind === 'entries' ? await readEach(host, FILES) : new Map() };
  },
  parse: ({ listing, answers }) => {
    const findings: TypedFinding<typeof TYPES>[] = [];
    if (listing.kind === 'error') {
      if (listing.errno !== 'ENOENT')
        findings.push({ type: 'product', where: '', field: null, ...withPath(DMI, reasonOf(listing)) });
      return { records: { product: null, board: null }, findings };
    }
    const reading = (file: string): ValueOrReason<string> => {
      const reported = parseTextAnswer(answerTo(answers, `${DMI}/${file}`));
      if (reported.value === null || !NOTHING.test(reported.value)) return reported;
      return { value: null, reason: { code: 'absent', detail: `"${reported.value}"` } };
    };
    const recordOf = <F extends string>(files: Readonly<Record<F, string>>, take: RecordTaker<F>) => {
      const fields = Object.keys(files) as F[];
      return Object.fromEntries(fields.map((field) => [field, take(reading(files[field]), field)])) as Texts<F>;
    };
    const records = {
      product: recordOf(PRODUCT, createTaker<typeof TYPES, 'product'>(findings, 'product')),
      board: recordOf(BOARD, createTaker<typeof TYPES, 'board'>(findings, 'board')),
    };
    return { records, findings };
  },
});
