// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parsers of vendor tool output and of Open vSwitch. */

import { parseToolOutput } from '../../../src/collectors/bfperf/parse-tool-output.js';
import { parseEvent, parseSettingNumber } from '../../../src/collectors/bfperf/settings.js';
import { parseFlint } from '../../../src/collectors/firmware/parse-flint.js';
import { parseManagerXml } from '../../../src/collectors/firmware/parse-manager.js';
import { parseBytesPerSecond, parseNumberedWord } from '../../../src/collectors/hcaperf/attributes.js';
import { parseReport } from '../../../src/collectors/link/checked-answer.js';
import { parseLinkPort } from '../../../src/collectors/link/parse-link-port.js';
import { parseToolAnswer } from '../../../src/collectors/link/parse-tool-answer.js';
import { matchesFilter } from '../../../src/collectors/nvconfig/select.js';
import { connectionErrorIn } from '../../../src/collectors/ovs/connection-error.js';
import { kindOf } from '../../../src/collectors/ovs/kind.js';
import { livenessOf, versionIn } from '../../../src/collectors/ovs/liveness.js';
import { parseTable } from '../../../src/collectors/ovs/ovsdb.js';
import { parseBondShow, parseLacpShow } from '../../../src/collectors/ovs/parse-bond-text.js';
import { parseFlowCounts, parseLookups } from '../../../src/collectors/ovs/parse-datapath-text.js';
import { parseFlowDump } from '../../../src/collectors/ovs/parse-flow-text.js';
import { redacting } from '../../../src/collectors/ovs/secrets.js';
import { parseSnapshot } from '../../../src/collectors/ovs/snapshot.js';
import { parseUptime } from '../../../src/collectors/ovs/uptime.js';
import { reasonOfTool } from '../../../src/core/tool/reason.js';
import { parseConfigurationText as readTable1 } from '../../../src/hardware/nvconfig/parse-text.js';
import { splitValues } from '../../../src/hardware/nvconfig/printed-value.js';
import { zeroTrustReason } from '../../../src/hardware/zero-trust.js';
import { failed, file, type Parser, printed } from './parser.js';
import { numbered } from './texts.js';

const SECTION = 'Module Info\n-----------\n';

const FLOW = 'ufid:00000000-0000-0000-0000-000000000000, in_port(1)';
const COUNTS = ', packets:1, bytes:1, used:never';

const portIn = (text: string): unknown => {
  const report = parseToolAnswer(text);
  return report === null ? null : parseLinkPort(report, { fec: true, eye: true }, () => {});
};

const LINK: readonly Parser[] = [
  {
    name: 'mlxlink as text',
    parse: portIn,
    starts: [SECTION, `${SECTION}Temperature [C] : `, `${SECTION}Wavelength [nm] : 1 [`, 'Errors\n------\n'],
    units: ['A : b\n', '----\n', SECTION, 'Providing FEC histogram ', 'FW Version ', '0x1 (', ' exception: '],
    texts: {
      'many sections': numbered((i) => `Title ${100_000 + i}\n------------\nA : b\n\n`),
      'the same section': numbered(() => `${SECTION}Temperature [C] : 45 [0..70]\n\n`),
      'many keys': numbered((i) => `Key ${i} : 1\n`, SECTION),
      'many errors': numbered((i) => `Providing FEC histogram ${i}\n`, 'Errors\n------\n'),
    },
  },
  {
    name: 'mlxlink as JSON',
    parse: portIn,
    starts: ['{"result":{"output":{"Module Info":{"Temperature [C]":"', '{"status":{"code":1,"message":"'],
    texts: {
      'many sections': numbered((i) => `"S${i}":{"a":"1"},`, '{"result":{"output":{', '"":{}}}}'),
      'many values': numbered((i) => `"${i}",`, '{"result":{"output":{"Module Info":{"A":{"values":[', '"1"]}}}}}'),
      'a long message': (length) =>
        `{"status":{"code":1,"message":"${'Providing FEC histogram '.repeat(length / 24)}"}}`,
    },
  },
  {
    name: 'a failure of mlxlink',
    parse: (text) => parseReport(failed(text)),
    units: ['FW Version ', '-E- ', '-E- a\n'],
  },
];

const VENDOR: readonly Parser[] = [
  {
    name: 'mlxconfig as text',
    parse: readTable1,
    starts: ['Device #1:\n', 'Device #1:\nConfigurations:   Default   Current   Next Boot\n'],
    units: ['Device #1:\n', '   A   1   1   1\n', '*  A', '   RO   '],
    texts: {
      parameters: numbered(
        (i) => `         P${i}   1   1   1\n`,
        'Device #1:\n\nConfigurations:   Default   Current   Next Boot\n',
      ),
    },
  },
  { name: 'splitValues', parse: splitValues, starts: ['a('], units: ['a(1) ', 'a(1)', '(1'] },
  {
    name: 'matchesFilter',
    parse: (text) =>
      matchesFilter({ param: ['*A*A*A*A*0*A-'], changed: false, pending: false })({
        name: text,
        readOnly: false,
        values: { default: null, current: null, next: null },
      }),
    units: ['A0'],
  },
  {
    name: 'flint',
    parse: parseFlint,
    starts: ['Image type:   FS4\n', '-E-', 'Image type:   FS4\nRom Info:   type=UEFI version=1 '],
    units: ['A: b\n', 'type=UEFI version=1 ', ' a\n', 'Rom Info: type=UEFI version=1\n'],
    texts: { roms: numbered((i) => `     type=UEFI version=1.${i}\n`, 'Image type: FS4\nRom Info: a\n') },
  },
  {
    name: 'mlxfwmanager as text',
    parse: parseManagerXml,
    starts: ['Device #1:\n', 'Device #1:\n  Versions: \n     FW ', '-E- '],
    units: ['Device #1:\n', '     FW   1   N/A\n', 'A:', 'A: b\n', '     a  b'],
    texts: { keys: numbered((i) => `  Key ${i}: 1\n`, 'Device #1:\n') },
  },
  {
    name: 'mlxfwmanager as XML',
    parse: parseManagerXml,
    starts: ['<', '<?xml ', '<Devices>', '<Devices><Device ', '<Devices><Device a="'],
    units: ['<a>', '<a/>', '<a b="c"/>', ' b="c"', ' b=', '<a ', '</a>'],
    texts: { devices: numbered((i) => `<Device a="${i}"><Versions/></Device>`, '<Devices>', '</Devices>') },
  },
  {
    name: 'bfperf_pmc',
    parse: parseToolOutput,
    starts: [' === pmc_res ===\n', ' === pmc_res ===\n{"tile":{"freq_mhz":1,"data":{"'],
    units: [' === pmc_res ===\n', ' === a\n'],
  },
  {
    name: 'the files of a counter block',
    parse: (text) => [parseEvent(text), parseSettingNumber(text)],
    starts: ['0x0: A'],
  },
  {
    name: 'the files of a port',
    parse: (text) => [parseNumberedWord(text), parseBytesPerSecond(text)],
    starts: ['25 Gb/sec (', '4: '],
  },
  {
    name: 'why a tool failed',
    parse: (text) => [reasonOfTool(failed(text)), zeroTrustReason(failed(text), true)],
    units: ['-E- ', '-E- a\n', 'HW access is '],
  },
];

const OVS: readonly Parser[] = [
  {
    name: 'ovsdb tables',
    parse: (text) => [parseTable(text), parseSnapshot(printed(text))],
    starts: ['{"headings":["_uuid"],"data":[[', '|Open_vSwitch database lacks '],
    units: [
      '"data":',
      '"data" ',
      '|a',
      '|a table in Open_vSwitch database lacks b column\n',
      '{"headings":[],"data":[]}\n',
    ],
    texts: {
      rows: numbered((i) => `[["uuid","${i}"]],`, '{"headings":["_uuid"],"data":[', '[1]]}'),
      'lacking columns': numbered((i) => `|Bridge table in Open_vSwitch database lacks c${i} column\n`),
    },
  },
  {
    name: 'dpctl/dump-flows',
    parse: parseFlowDump,
    starts: ['flow-dump from ', FLOW, FLOW + COUNTS, `${FLOW}${COUNTS}, actions:`],
    units: [COUNTS, ', packets:1', `${COUNTS}, actions:`, ', dp-extra-info:', `${FLOW}${COUNTS}, actions:1\n`],
    texts: { 'with an unusual end': (length) => `${`a${COUNTS}, actions:`.repeat(length / 41)}\r\n` },
  },
  {
    name: 'dpctl/show and upcall/show',
    parse: (text) => [parseLookups(text), parseFlowCounts(text)],
    starts: ['system@ovs-system:\n', 'a@'],
    units: ['a@a', 'a@a:\n', '  lookups: hit:1 missed:1 lost:1\n', '  1: (keys 1)\n'],
  },
  {
    name: 'bond/show and lacp/show',
    parse: (text) => [parseBondShow(text), parseLacpShow(text)],
    starts: ['---- a ----\n', '---- '],
    units: ['---- a ----\n', 'member a: enabled\n', 'member: a: b c\n', 'may_enable: true\n', 'member a: '],
    texts: {
      bonds: numbered((i) => `---- b${i} ----\nmember a: enabled\n`),
      members: numbered((i) => `member a${i}: enabled\n  may_enable: true\n`, '---- b ----\n'),
    },
  },
  {
    name: 'errors of ovs-appctl and ovs-vsctl',
    parse: (text) => [versionIn(printed(text)), livenessOf(failed(text)), connectionErrorIn(failed(text))],
    starts: ['ovs-vswitchd (', 'ovs-appctl: cannot connect to ', 'ovs-vsctl: '],
    units: ['ovs-appctl: cannot connect to (', 'ovs-vsctl: a: database connection failed (', 'ovs-vsctl: unix:'],
  },
  {
    name: 'the process of ovs-vswitchd',
    parse: (text) => parseUptime({ pidFile: file('1'), stat: file(text), uptime: file(text) }),
    starts: ['1 ('],
    units: [') S '],
  },
  {
    name: 'kinds of interfaces',
    parse: (name) => kindOf({ name, bridge: 'br', type: '', driver: 'mlx5e_rep', isTunnel: false }),
    starts: ['en', 'c'],
    units: ['f1', 'n', 'pf', 'c1'],
  },
  {
    name: 'secrets of the switch',
    parse: (text) => {
      const options = text.split('\n').map((secret, i) => [`psk${i}`, secret]);
      const row = { uuid: '', cell: () => ({ value: ['map', options] }) };
      const none = { value: [] };
      return redacting({
        ...{ Open_vSwitch: none, Bridge: none, Port: none, Controller: none, Manager: none, Mirror: none, QoS: none },
        ...{ Queue: none, Interface: { value: [row] } },
      })(text);
    },
    texts: { secrets: numbered((i) => `secret-${10_000_000 + i}\n`) },
  },
];

/** Parsers of `link`, `nvconfig`, `firmware`, `bfperf`, `hcaperf` and `ovs`. */
export const parseTools: readonly Parser[] = [...LINK, ...VENDOR, ...OVS];
