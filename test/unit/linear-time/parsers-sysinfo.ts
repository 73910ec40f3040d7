// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parsers of `sysinfo` and `ptm`: files of the kernel and the distribution, and system tools. */

import { parseDegrees, parseFirmwareCount, parseWatts } from '../../../src/collectors/ptm/firmware-call.js';
import { celsiusOfMgetTemp, wattsOfMvcr } from '../../../src/collectors/ptm/tool-output.js';
import { parseDevlink } from '../../../src/collectors/sysinfo/devlink.js';
import { parseOsRelease } from '../../../src/collectors/sysinfo/os-release.js';
import { parseDpkg, parseRpm } from '../../../src/collectors/sysinfo/package-list.js';
import { parseContainerList } from '../../../src/collectors/sysinfo/sections/containers/parse-list.js';
import { parseCpuModel } from '../../../src/collectors/sysinfo/sections/cpu/model.js';
import { parseCpuList } from '../../../src/collectors/sysinfo/sections/cpu.js';
import { parseDf } from '../../../src/collectors/sysinfo/sections/disks/df.js';
import { parseMounts } from '../../../src/collectors/sysinfo/sections/disks/mounts.js';
import { BOARD_READS, parseBoard } from '../../../src/collectors/sysinfo/sections/dpu/board.js';
import { parseBootVersion } from '../../../src/collectors/sysinfo/sections/dpu/boot-versions.js';
import { parseRshims } from '../../../src/collectors/sysinfo/sections/dpu/rshim.js';
import { parseSecureBoot } from '../../../src/collectors/sysinfo/sections/dpu/secure-boot.js';
import { parseModules } from '../../../src/collectors/sysinfo/sections/modules/parse.js';
import { os } from '../../../src/collectors/sysinfo/sections/os.js';
import { parseSystemctlShow } from '../../../src/collectors/sysinfo/sections/services/parse-show.js';
import { parseTimeSync } from '../../../src/collectors/sysinfo/time-sync.js';
import { file, type Parser, printed } from './parser.js';
import { numbered } from './texts.js';

/** Parsers of texts that every machine has. */
export const parseSysinfo: readonly Parser[] = [
  {
    name: 'parseContainerList',
    parse: parseContainerList,
    starts: ['{"containers":[', '[{"Names":['],
    texts: { containers: numbered((i) => `{"Names":"c${i}","State":"running"}\n`) },
  },
  {
    name: 'parseCpuList',
    parse: parseCpuList,
    texts: { 'the same range': numbered(() => '0-99,', '', '1') },
    units: ['1-2,'],
  },
  {
    name: 'parseCpuModel',
    parse: parseCpuModel,
    starts: ['model name\t: ', 'CPU implementer\t: '],
    units: ['model name', 'model name\n', 'processor : 1\n', 'processor : 1\n\n', 'model name : a\n\n'],
  },
  {
    name: 'parseDevlink',
    parse: (text) => parseDevlink(printed(text), 'dev'),
    starts: ['{"dev":{', 'Failed to connect'],
    texts: { devices: numbered((i) => `"pci/${i}":{},`, '{"dev":{', '"":{}}}') },
  },
  {
    name: 'parseDf',
    parse: parseDf,
    starts: ['1 '],
    units: ['1 1 1 /a\n', '1 '],
    texts: { 'file systems': numbered((i) => `${i} 1 1 /${i}\n`) },
  },
  {
    name: 'parseMounts',
    parse: parseMounts,
    starts: ['/dev/sda / ext4 '],
    units: ['a /b c d 0 0\n', '\\040', 'a /'],
    texts: { mounts: numbered((i) => `/dev/${i} /${i} ext4 rw 0 0\n`) },
  },
  {
    name: 'parseBoard',
    parse: (text) => parseBoard(new Map(BOARD_READS.map((path) => [path, file(`a${text}b`)])), 'serial_number'),
  },
  {
    name: 'parseBootVersion',
    parse: (text) => (['ATF', 'UEFI', 'BSP'] as const).map((part) => parseBootVersion(printed(text), part)),
    starts: ['BlueField ATF version: '],
    units: ['BlueField ATF version: 1\n'],
  },
  {
    name: 'parseRshims',
    parse: (text) =>
      parseRshims(
        { devices: { kind: 'entries', entries: ['rshim0'] }, answers: new Map([['rshim0', file(text)]]) },
        [],
      ),
    starts: ['DISPLAY_LEVEL ', 'DEV_INFO '],
    units: ['DEV_NAME  a\n', 'A'],
  },
  { name: 'parseSecureBoot', parse: (text) => parseSecureBoot(file(text)) },
  {
    name: 'the section os',
    parse: (text) => os.parse(new Map([['/etc/os-release', file(text)]])),
    starts: ['VERSION="1 ', 'VERSION="('],
  },
  { name: 'parseOsRelease', parse: parseOsRelease, starts: ['NAME="', "NAME='", 'NAME='], units: ['A=b\n', '\\"'] },
  { name: 'parseDpkg', parse: parseDpkg, starts: ['ii \t'], units: ['ii \ta\t1\tarm64\n'] },
  { name: 'parseRpm', parse: parseRpm, starts: ['a\t0\t'], units: ['a\t0\t1\tx86_64\n'] },
  {
    name: 'parseModules',
    parse: parseModules,
    starts: ['a 1 1 '],
    units: ['a 1 1 - Live 0x0\n', 'a,', '[permanent],'],
    texts: {
      modules: numbered((i) => `m${i} 1 1 - Live 0x0\n`),
      users: numbered((i) => `m${i},`, 'mlx5_core 1 1 ', ' Live 0x0'),
    },
  },
  {
    name: 'parseSystemctlShow',
    parse: parseSystemctlShow,
    starts: ['Id=a.service\n'],
    units: ['Id=a.service\n\n', 'LoadState=loaded\n', 'A='],
    texts: { units: numbered((i) => `Id=${i}.service\nLoadState=loaded\n\n`) },
  },
  {
    name: 'parseTimeSync',
    parse: (text) => parseTimeSync({ timesync: { kind: 'error', errno: 'ENOENT' }, chrony: printed(text) }),
  },
  {
    name: 'wattsOfMvcr',
    parse: (text) => wattsOfMvcr(text, 1),
    starts: ['Field Name | Data\n====\n'],
    units: ['a | 0x00000001\n'],
  },
  { name: 'celsiusOfMgetTemp', parse: celsiusOfMgetTemp, starts: ['45 '] },
  {
    name: 'the files of a firmware call',
    parse: (text) => [parseFirmwareCount, parseWatts, parseDegrees].map((read) => read(file(text))),
    starts: ['0x'],
  },
];
