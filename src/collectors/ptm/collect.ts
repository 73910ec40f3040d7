// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads every file of the kernel, and queries firmware for the values that no file has. */

import { answerTo } from '../../core/attribute.js';
import type { FileAnswers } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { runTool } from '../../core/tool/run-tool.js';
import { type Adapter, listAdapters } from '../../hardware/adapter/adapter.js';
import { bluefieldOf, dpuCard, PRODUCT, sensorPrefixOf } from '../../hardware/adapter/bluefield.js';
import { listThermalSources, nameGroupsOf, sensorsIn, valueGroupsOf } from '../../hardware/thermal/find-sensors.js';
import type { Sensor } from '../../hardware/thermal/sensors.js';
import { MGET_TEMP, MLXREG } from './commands.js';
import { parseWatts } from './firmware-call.js';
import { DEBUGFS, EMU_FILES, EMU_PARAM, LOCKDOWN, MODULE, STATUS, STATUS_FILES } from './paths.js';
import { isPermissionError, type PowerQuery, type PtmRaw } from './raw.js';

/** Reads power, temperatures and throttling. */
export const collect = async (host: Host): Promise<PtmRaw> => {
  const [status, debugfs, module] = [host.readdir(STATUS), host.readdir(DEBUGFS), host.readdir(MODULE)];
  const emu = host.readdir(EMU_PARAM);
  const adapters = await listAdapters(host);
  const thermal = listThermalSources(host);
  const names = await host.readFiles([{ device: 'kernel', paths: [PRODUCT, LOCKDOWN] }, ...nameGroupsOf(thermal)], 0.3);
  const bluefield = bluefieldOf(answerTo(names, PRODUCT), thermal.acpi);
  const own = dpuCard(bluefield, adapters);
  const sensors = sensorsIn(thermal, names, { adapters, own });
  const values = await host.readFiles(
    [
      ...(status.kind === 'entries'
        ? [{ device: STATUS, paths: STATUS_FILES.map((file) => `${STATUS}/${file}`) }]
        : []),
      ...(emu.kind === 'entries'
        ? [{ device: EMU_PARAM, paths: EMU_FILES.map((file) => `${EMU_PARAM}/${file}`) }]
        : []),
      ...valueGroupsOf(sensors),
    ],
    0.6,
  );
  const answers: FileAnswers = new Map([...names, ...values]);
  const refused = isPermissionError(status, debugfs);
  const cards = firstOfCards(adapters);
  return {
    bluefield,
    own,
    status,
    debugfs,
    module,
    hwmon: thermal.hwmon,
    sensors,
    answers,
    powerQueries: refused ? [] : await askPower(host, cards, own, answers),
    powerClosed: refused
      ? cards.filter((card) => hasPowerRegister(card) && card.card !== own).map((card) => totalOf(card, own))
      : [],
    temperatureQueries: await askHeat(host, cards, own, sensors, answers, refused),
  };
};

/** The first physical function of each card with the driver: the others report the same. */
const firstOfCards = (adapters: readonly Adapter[]): readonly Adapter[] => {
  const driven = adapters.filter(({ kind, driver }) => kind === 'pf' && driver === 'mlx5_core');
  return driven.filter(({ card }, i) => driven.findIndex((other) => other.card === card) === i);
};

const hasPowerRegister = ({ model }: Adapter): boolean => model === 'BlueField-3';

const totalOf = (adapter: Adapter, own: string | null): string => `${sensorPrefixOf(adapter, own)}total`;

/** Queries each BlueField-3; that of this machine only for what its files lack. */
const askPower = async (
  host: Host,
  cards: readonly Adapter[],
  own: string | null,
  answers: FileAnswers,
): Promise<readonly PowerQuery[]> => {
  const isReported = (...paths: readonly string[]) =>
    paths.some((path) => (parseWatts(answerTo(answers, path)).value ?? 0) > 0);
  const isComplete =
    isReported(`${STATUS}/total_power`, `${EMU_PARAM}/soc_power`) &&
    isReported(`${STATUS}/power_envelope`, `${EMU_PARAM}/power_envelope`);
  const queried = cards.filter((one) => hasPowerRegister(one) && !(one.card === own && isComplete));
  return Promise.all(
    queried.map(async (adapter) => {
      const query = (sensor: number) =>
        runTool(
          host,
          [MLXREG],
          { DEVICE: adapter.pciAddress, SENSOR: `sensor_index=${sensor}` },
          { where: totalOf(adapter, own), device: adapter.card },
        );
      return { adapter, total: await query(127), envelope: await query(6) };
    }),
  );
};

/** Asks each card whose chip has no sensor here. */
const askHeat = async (
  host: Host,
  cards: readonly Adapter[],
  own: string | null,
  sensors: readonly Sensor[],
  answers: FileAnswers,
  refused: boolean,
): Promise<PtmRaw['temperatureQueries']> => {
  const hasOwn = answerTo(answers, `${EMU_PARAM}/bluefield_temp`).kind === 'text';
  const silent = cards.filter(
    ({ card }) => !(card === own && hasOwn) && !sensors.some(({ asicOf }) => asicOf === card),
  );
  return Promise.all(
    silent.map(async (adapter) => {
      const name = `${sensorPrefixOf(adapter, own)}asic`;
      const about = { where: name, device: adapter.card };
      return { name, query: refused ? null : await runTool(host, MGET_TEMP, { DEVICE: adapter.pciAddress }, about) };
    }),
  );
};
