// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect } from 'vitest';
import type { FirmwareAnswer } from '../../src/collectors/firmware/identity.js';
import { parseFlint } from '../../src/collectors/firmware/parse-flint.js';
import { parseManagerXml } from '../../src/collectors/firmware/parse-manager.js';
import {
  BLOCK_RUNNING,
  FLINT,
  managerBlock,
  managerText,
  XML_UNOPENED,
  xmlDevice,
  xmlOf,
} from '../unit/collectors/firmware/vendor-texts.js';
import { type Capture, testCaptures } from './capture.js';

/** The names of a device's values, and its first error. */
const summary = ({ errors, ...values }: FirmwareAnswer) => ({
  values: Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name]) => name)
    .sort()
    .join(' '),
  error: errors[0] ?? null,
});

const parse = (text: string, file: string): unknown =>
  /flint/.test(file) ? [summary(parseFlint(text))] : parseManagerXml(text).map(summary);

const device = (values: string, error: unknown = null) => ({ values, error });
const nothing = (error: RegExp) => [device('', expect.stringMatching(error))];

const FLINT_TOLD = 'psid pxe releaseDate stored uefi';
const QUERY = FLINT.replace(/(MIC|PRS|Part|Deerror).*\n|Description: +NVIDIA.*\n/g, '');
const INSECURE = QUERY.replace('secure-fw, dev', 'N/A');

const XML_TOLD = 'device partNumber psid pxe stored uefi';
const withoutGuid = (text: string): string => text.replace(/.*Base_?.?G(uid|UID).*\n/g, '');
const TEXT_TOLD = 'baseGuid device partNumber psid pxe stored uefi';
const withoutRoms = (block: string): string => block.replace(/ {5}(PXE|UEFI).*\n/g, '');
const open = managerText(managerBlock(1, '03:00.0')).replace(/\n {2}Status:[\s\S]*/, '');

const OUTPUTS: readonly Capture<unknown>[] = [
  {
    file: 'flint_q_cx7_secure_fw.txt',
    own: QUERY,
    expected: [device(`baseGuid ${FLINT_TOLD.replace('stored', 'security stored')}`)],
  },
  { file: 'mstflint_q_cx6_fs4.txt', own: INSECURE, expected: [device(`baseGuid ${FLINT_TOLD}`)] },
  {
    file: 'mstflint_q_image_cx6.txt',
    own: INSECURE.replace('a088c20300aa0140', 'N/A             '),
    expected: [device(FLINT_TOLD)],
  },
  {
    file: 'mlxfwmanager_query_xml_bf3_8dev.xml',
    own: xmlOf(...[1, 2, 3, 4, 5, 6, 7, 8].map((bus) => withoutGuid(xmlDevice(`0000:0${bus}:00.0`)))),
    expected: Array(8).fill(device(XML_TOLD)),
  },
  ...['a', 'b'].map((which) => ({
    file: `mlxfwmanager_query_xml_bf3_locked_failed_open_${which}.xml`,
    own: xmlOf(XML_UNOPENED),
    expected: [device('device', 'Failed to open device')],
  })),
  { file: 'mlxfwmanager_text_cx6dx.txt', own: open, expected: [device(TEXT_TOLD, 'no Status')] },
  {
    file: 'mlxfwmanager_text_cx6dx_running_differs.txt',
    own: open.replace('     PXE', `${BLOCK_RUNNING}     PXE`),
    expected: [device(TEXT_TOLD.replace('stored', 'running stored'), 'no Status')],
  },
  ...['mlxfwmanager_text_spectrum_no_image.txt', 'mlxup_cx3pro_no_matching_image.txt', 'mlxup_cx3pro_vpi.txt'].map(
    (file) => ({
      file,
      own: withoutRoms(withoutGuid(managerText(managerBlock(1, '/dev/mst/mt4129_pciconf0')))),
      expected: [device('device partNumber psid stored')],
    }),
  ),
  {
    file: 'mlxup_cx7_update_required_prompt.txt',
    own: `${withoutGuid(managerText(managerBlock(1, '/dev/mst/mt4129_pciconf0'), managerBlock(2, '/dev/mst/mt4129_pciconf1')))}---------\nPerform FW update? [y/N]: n\n`,
    expected: [device(XML_TOLD), device(XML_TOLD)],
  },
  ...['query_dev.stdout', 'query_dev_xml.stdout'].map((run) => ({
    file: `upstream-4.35/mstfwmanager_${run}`,
    own: run.includes('xml')
      ? xmlOf(XML_UNOPENED)
      : managerText(managerBlock(1, '0000:21:00.0').replace('Update required', 'Failed to open device')),
    expected: [device('device', 'Failed to open device')],
  })),
];

/** Runs without a report, by the output of the tool. */
const ERRORS: readonly (readonly [string, RegExp, readonly string[]])[] = [
  [
    '-E- Cannot open Device: 0000:21:00.0. \n',
    /^Cannot open Device: (mlx5_0|0000:\w\w:00\.0)\./,
    [
      'debian-4.21/mstflint_q_full_nodev.stdout',
      'debian-4.21/mstflint_q_mlx5.stdout',
      'debian-4.21/mstflint_q_nodev.stdout',
      'upstream-4.35/mstflint_q_full_nodev.stdout',
      'upstream-4.35/mstflint_q_mlx5.stdout',
      'upstream-4.35/mstflint_q_nodev.stdout',
      'upstream-4.35/nonroot_mstflint.stdout',
    ],
  ],
  ['-E- Cannot open Image: /no.bin. \n', /^Cannot open Image/, ['debian-4.21/mstflint_q_nofile.stdout']],
  ['-E- Please specify either Device or Image.\n', /^Please specify/, ['debian-4.21/mstflint_noargs_q.stdout']],
  [
    'NAME\n    MstFlint\n\n-E- Bad input parameter\n',
    /^Bad input parameter$/,
    ['upstream-4.35/mstflint_json_nodev.stdout'],
  ],
  [
    'read link: No such file or directory\n',
    /^unexpected output of flint: /,
    [
      ...['badcmd.stdout', 'help.stdout', 'hh.stdout', 'noargs.stdout', 'q_mlx5.stderr', 'version.stdout'].map(
        (run) => `debian-4.21/mstflint_${run}`,
      ),
      ...['h.stdout', 'help.stdout', 'hh.stdout', 'json_nodev.stderr', 'q_mlx5.stderr', 'version.stdout'].map(
        (run) => `upstream-4.35/mstflint_${run}`,
      ),
    ],
  ],
  [
    "-E- No devices found or specified, mst might be stopped, run 'mst start' to load MST modules\n",
    /^No devices found or specified/,
    [
      'mstfwmanager_query.stderr',
      'mstfwmanager_query_xml.stdout',
      'nonroot_mstfwmanager_query.stderr',
      'nonroot_mstfwmanager_query_xml.stdout',
    ].map((run) => `upstream-4.35/${run}`),
  ],
  [
    'mstfwmanager: unrecognized option\n',
    /^unexpected output of mlxfwmanager: /,
    [
      'debian-4.21/mstfwmanager_nf.stderr',
      ...['badopt.stderr', 'badopt.stdout', 'h.stdout', 'help.stdout', 'version.stdout'].map(
        (run) => `upstream-4.35/mstfwmanager_${run}`,
      ),
    ],
  ],
  // The part list (VPD) of a card is not firmware output: fabric does not run the tools that print it.
  [
    'ID:      NVIDIA ConnectX-7\nPN:      MCX75310AAS-NEAT\n',
    /^(unexpected output of mlxfwmanager: |Failed to open device)/,
    [
      'mlxvpd_cx6dx.txt',
      'mstvpd_bf4.txt',
      ...['h.stdout', 'help.stderr', 'help.stdout', 'nodev.stderr'].map((run) => `debian-4.21/mstvpd_${run}`),
      ...['h.stdout', 'help.stderr', 'help.stdout', 'nodev.stderr', 'version.stderr', 'version.stdout'].map(
        (run) => `upstream-4.35/mstvpd_${run}`,
      ),
    ],
  ],
];

testCaptures(
  [
    ...OUTPUTS,
    ...ERRORS.flatMap(([own, error, files]) => files.map((file) => ({ file, own, expected: nothing(error) }))),
  ],
  parse,
  (file) => /(^|\/)(nonroot_)?((mst)?flint|(mlx|mst)fwmanager|mlxup|(mlx|mst)vpd)_/.test(file),
);
