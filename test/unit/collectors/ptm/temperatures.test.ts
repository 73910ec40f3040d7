// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import type { Paths } from '../../small-machine.js';
import {
  BLUEFIELD,
  chip,
  DRIVER,
  LOADED,
  machine,
  printing,
  service,
  show,
  status,
  withTools,
} from './small-bluefield.js';

const LAPTOP: Paths = { '/sys/class/dmi/id/product_name': 'Laptop' };
const acpi = (number: string, files: Paths): Paths =>
  Object.fromEntries(
    Object.entries(files).map(([name, said]) => [`/sys/bus/acpi/devices/LNXTHERM:${number}/${name}`, said]),
  );
const zone = (number: number, files: Paths): Paths =>
  Object.fromEntries(
    Object.entries(files).map(([name, said]) => [`/sys/class/thermal/thermal_zone${number}/${name}`, said]),
  );
const told = async (...paths: readonly Paths[]) => {
  const { temperatures, findings } = await show(machine(...paths));
  return {
    rows: temperatures.map((t) => [t.sensor, t.temperature_celsius, t.limit_celsius, t.source]),
    findings: findings.filter((line) => !line.includes('throttling')),
  };
};

test.each(['99999999999999999999999', '01', '00000'])(
  'names with the number %s are no sensors, and cost no other',
  async (number) => {
    const { rows, findings } = await told(
      LAPTOP,
      chip('hwmon0', 'coretemp.0', { name: 'coretemp', temp1_input: '51000', [`temp${number}_input`]: '1000' }),
      zone(0, { type: 'cpu', temp: '40000', [`trip_point_${number}_type`]: 'critical' }),
    );
    expect(rows.map(([sensor]) => sensor)).toEqual(['coretemp/temp1', 'cpu']);
    expect(findings).toEqual([]);
  },
);

test('a laptop: every chip and zone by its name, a radio that is off is a note, a faked zone is none', async () => {
  const { rows, findings } = await told(
    LAPTOP,
    chip('hwmon0', 'coretemp.0', {
      name: 'coretemp',
      temp1_input: '51000',
      temp1_max: '100000',
      temp1_label: 'Package id 0',
    }),
    chip('hwmon1', 'nvme0', {
      name: 'nvme',
      temp1_input: '40850',
      temp1_crit: '86850',
      temp1_label: 'Composite',
      temp2_input: '38850',
      temp2_max: '65261850',
      temp2_label: 'Sensor 1',
    }),
    chip('hwmon2', 'phy0', { name: 'iwlwifi_1', temp1_input: '!ENODATA' }),
    chip('hwmon3', 'thermal_zone0', { name: 'acpitz', temp1_input: '27800' }),
    zone(0, { type: 'acpitz', temp: '27800' }),
    zone(1, {
      type: 'x86_pkg_temp',
      temp: '52000',
      trip_point_0_type: 'passive',
      trip_point_1_type: 'critical',
      trip_point_1_temp: '105000',
    }),
    zone(2, { type: 'INT3400 Thermal', temp: '20000' }),
  );
  expect(rows).toEqual([
    ['acpitz/temp1', 27.8, null, 'hwmon acpitz'],
    ['coretemp/Package_id_0', 51, 100, 'hwmon coretemp'],
    ['iwlwifi_1/temp1', null, null, null],
    ['nvme0', 40.85, 86.85, 'hwmon nvme'],
    ['nvme0/Sensor_1', 38.85, null, 'hwmon nvme'],
    ['x86_pkg_temp', 52, 105, 'thermal zone'],
  ]);
  expect(new Set(findings.map((line) => line.split(' ').slice(2).join(' ')))).toEqual(
    new Set(['absent ENODATA: no reading right now']),
  );
});

test('distinguishes two chips of one name by the device they belong to', async () => {
  const socket = (n: number) => chip(`hwmon${n}`, `coretemp.${n}`, { name: 'coretemp', temp1_input: '51000' });
  expect((await told(LAPTOP, socket(0), socket(1))).rows.map(([name]) => name)).toEqual([
    'coretemp@coretemp.0/temp1',
    'coretemp@coretemp.1/temp1',
  ]);
});

test('zones of ACPI have the names of their descriptions, in the order in which they were registered', async () => {
  const zones = chip('hwmon0', 'thermal_zone0', {
    name: 'acpitz',
    temp1_input: '41400',
    temp2_input: '80000',
    temp2_crit: '105000',
  });
  const linked = await told(
    BLUEFIELD,
    zones,
    acpi('00', { description: 'never_registered' }),
    acpi('01', { description: 'center', thermal_zone: '-> ../../virtual/thermal/thermal_zone0' }),
    acpi('0a', { description: 'ddr_temp', thermal_zone: '-> ../../virtual/thermal/thermal_zone1' }),
  );
  expect(linked.rows).toEqual([
    ['asic', null, null, null],
    ['ddr', 80, 105, 'hwmon acpitz'],
    ['center', 41.4, null, 'hwmon acpitz'],
  ]);
  const numbered = await told(
    LAPTOP,
    zones,
    acpi('00', { description: 'center' }),
    acpi('01', { description: 'ddr_temp' }),
  );
  expect(numbered.rows.map(([name]) => name)).toEqual(['ddr', 'center']);
});

test('the functions of a card share its chip; modules are those of their ports; 0 is no reading of a module', async () => {
  const asic: Paths = { name: 'mlx5', temp1_input: '45000', temp1_label: 'asic', temp2_label: 'Module0' };
  const second = Object.fromEntries(
    Object.entries(BLUEFIELD).map(([path, said]) => [
      path.replaceAll('03:00.0', '03:00.1'),
      said.replaceAll('03:00.0', '03:00.1'),
    ]),
  );
  const { rows, findings } = await told(
    BLUEFIELD,
    second,
    chip('hwmon1', '0000:03:00.0', { ...asic, temp2_input: '0' }),
    chip('hwmon2', '0000:03:00.1', { ...asic, temp2_input: '47000' }),
  );
  expect(rows).toEqual([
    ['asic', 45, null, 'hwmon mlx5'],
    ['p0_module', null, null, null],
    ['p1_module', 47, null, 'hwmon mlx5'],
  ]);
  expect(findings[0]).toBe('p0_module temperature_celsius absent module reports no temperature');
});

test.each(['8191875', '-273150', '1e3', ''])('a sensor that reads %j has no temperature', async (said) => {
  const { rows, findings } = await told(LAPTOP, chip('hwmon0', 'x', { name: 'x', temp1_input: said }));
  expect(rows).toEqual([['x/temp1', null, null, null]]);
  expect(findings).not.toEqual([]);
});

test('reads from the driver what hwmon lacks, then from the service', async () => {
  const { rows } = await told(
    BLUEFIELD,
    LOADED,
    status(DRIVER),
    service({ bluefield_temp: '45', ddr_temp: '80', p1_temp: '47' }),
  );
  expect(rows).toEqual([
    ['core', 44, null, 'mlxbf-ptm'],
    ['asic', 45, null, 'emu_param'],
    ['ddr', 83, null, 'mlxbf-ptm'],
    ['p1_module', 47, null, 'emu_param'],
  ]);
});

test('a temperature of the memory in steps of five may be a threshold', async () => {
  const of = async (said: string) =>
    (await show(machine(BLUEFIELD, LOADED, status({ ...DRIVER, ddr_temp: said })))).remarks;
  expect(await of('80')).toEqual(['ddr: this firmware may report a threshold instead of a reading']);
  expect(await of('83')).toEqual([]);
});

test('an adapter without a sensor is read with mget_temp, or has the reason why it has none', async () => {
  const asked = async (stdout: string | null) => {
    const host = withTools(machine(BLUEFIELD), (line) =>
      stdout !== null && line === '/usr/bin/mstmget_temp -d 0000:03:00.0' ? printing(stdout) : null,
    );
    const { temperatures, findings } = await show(host);
    return [temperatures[0]?.temperature_celsius, findings.find((line) => line.startsWith('asic temperature'))];
  };
  expect(await asked('59             \n')).toEqual([59, undefined]);
  expect(await asked('n\u0007\n')).toEqual([null, 'asic temperature_celsius parse mget_temp: not a temperature']);
  expect(await asked('999\n')).toEqual([null, 'asic temperature_celsius unreadable read error (999 C)']);
  expect(await asked(null)).toEqual([
    null,
    'asic temperature_celsius absent no sensor in hwmon, and mget_temp is not installed',
  ]);
});

test('the RTC battery is never read', async () => {
  const asked: string[] = [];
  const host = machine(BLUEFIELD, LOADED, status(DRIVER), { '/sys/devices/platform/MLNXBF04:00/rtc_battery': '0x0' });
  const note = (path: string): string => {
    asked.push(path);
    return path;
  };
  await show({
    ...host,
    readdir: (path) => host.readdir(note(path)),
    readlink: (path) => host.readlink(note(path)),
    readFiles: (groups, share) => {
      for (const path of groups.flatMap(({ paths }) => paths)) note(path);
      return host.readFiles(groups, share);
    },
  });
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((path) => /rtc_battery|MLNXBF04/.test(path))).toEqual([]);
});

test('an invalid temperature that only the driver has is null with its reason', async () => {
  const { rows, findings } = await told(BLUEFIELD, LOADED, status({ ...DRIVER, core_temp: '-1', ddr_temp: '!EIO' }));
  expect(rows.filter(([sensor]) => sensor !== 'asic')).toEqual([
    ['core', null, null, null],
    ['ddr', null, null, null],
  ]);
  expect(findings.filter((line) => /core|ddr/.test(line))).toEqual([
    'core temperature_celsius unreadable read error (below 0)',
    'core source unreadable read error (below 0)',
    'ddr temperature_celsius unreadable EIO',
    'ddr source unreadable EIO',
  ]);
});

test('sensors that are missing because hwmon cannot be listed are a warning beside those of thermal zones', async () => {
  const { rows, findings } = await told(
    LAPTOP,
    { '/sys/class/hwmon': '!EIO' },
    zone(0, { type: 'x86_pkg_temp', temp: '51000' }),
  );
  expect(rows.map(([sensor]) => sensor)).toEqual(['x86_pkg_temp']);
  expect(findings).toEqual([expect.stringContaining('cannot list /sys/class/hwmon (EIO)')]);
});
