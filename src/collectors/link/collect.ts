// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Runs mlxlink or mstlink for each chosen port: one command per port, and a second one with --pcie. */

import { answerTo, isAbsent } from '../../core/attribute.js';
import { type Choice, findUnmatched, matchesDevice, namesOneDevice } from '../../core/choice.js';
import { FabricError } from '../../core/error.js';
import type { FileAnswer } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { compareNatural } from '../../core/natural-order.js';
import { parseSettings, SETTINGS_FILE } from '../../core/settings.js';
import { failureOfTools } from '../../core/tool/failure.js';
import { runTool, type ToolAnswer } from '../../core/tool/run-tool.js';
import { type Adapter, listAdapters, namesOfAdapter } from '../../hardware/adapter/adapter.js';
import { BUS } from '../../hardware/adapter/bus.js';
import { COMMANDS } from './commands.js';
import type { OPTIONS } from './options.js';
import { parseToolAnswer } from './parse-tool-answer.js';
import type { LinkRaw, LinkTarget, RawPort } from './raw.js';
import { LIMITS } from './thresholds.js';

type LinkChoice = Choice<typeof OPTIONS>;

const TOOLKIT = { name: 'link', install: 'apt install mstflint' } as const;

/** Queries the chosen ports. @throws usage, not_found; denied, tool_missing, permission or tool_failed when no port gave a report */
export const collect = async (host: Host, choice: LinkChoice): Promise<LinkRaw> => {
  const adapters = (await listAdapters(host)).filter(({ kind }) => kind !== 'management');
  const targets = adapters.map(targetOf).sort((a, b) => compareNatural(a.device, b.device));
  const names = targets.flatMap((target) => namesOf(target));
  const unmatched = findUnmatched(
    choice,
    names,
    targets.map(({ device }) => device),
  );
  const chosen = targets.filter((target) => isChosen(choice, target));
  const wanted = chosen.filter((target) => target.adapter.kind !== 'vf' || isNamed(choice, target));
  if (chosen.length === 0 && choice.devices.length > unmatched.length) {
    throw new FabricError(
      'not_found',
      `unknown port ${choice.devices.map((p) => p.text).join(', ')}; a function has port 1 only`,
    );
  }
  const files = await readFiles(host, wanted);
  const settings = answerTo(files, SETTINGS_FILE);
  // Checked before any command runs: invalid limits would give wrong verdicts.
  const limits = parseSettings(settings.kind === 'text' ? settings.text : '', 'link', LIMITS);
  const ports = await Promise.all(wanted.map((target) => queryPort(host, choice, target, files)));
  const failure = failureOfTools(
    TOOLKIT,
    ports.map(({ answer }) => answer),
    (answer) => answer.kind === 'failed' && parseToolAnswer(answer.stdout) !== null,
  );
  if (failure !== null) throw failure;
  return {
    ports,
    options: choice.options,
    limits,
    settingsError: settings.kind === 'text' || isAbsent(settings) ? null : settings,
    skippedVfs: chosen.length - wanted.length,
    unmatched: unmatched.map(({ text }) => text),
    hasAdapters: targets.length > 0,
  };
};

const targetOf = (adapter: Adapter): LinkTarget => {
  const [rdma] = adapter.rdmaDevices;
  return {
    adapter,
    device: rdma ?? adapter.pciAddress,
    firmwareFile: rdma === undefined ? null : `${BUS}/${adapter.pciAddress}/infiniband/${rdma}/fw_ver`,
  };
};

const namesOf = ({ adapter, device }: LinkTarget): readonly string[] => [device, ...namesOfAdapter(adapter)];

const patternsFor = (choice: LinkChoice, target: LinkTarget) =>
  choice.devices.filter(
    (p) => (p.port === null || p.port === 1) && namesOf(target).some((name) => matchesDevice(p, name)),
  );

const isChosen = (choice: LinkChoice, target: LinkTarget): boolean =>
  choice.devices.length === 0 || patternsFor(choice, target).length > 0;

/** True when the user names the port literally. mlxlink blocks for seconds on a VF, so a glob does not select VFs. */
const isNamed = (choice: LinkChoice, target: LinkTarget): boolean => patternsFor(choice, target).some(namesOneDevice);

const readFiles = (host: Host, targets: readonly LinkTarget[]) =>
  host.readFiles(
    [
      { device: 'settings', paths: [SETTINGS_FILE] },
      ...targets.flatMap(({ device, firmwareFile }) =>
        firmwareFile === null ? [] : [{ device, paths: [firmwareFile] }],
      ),
    ],
    0.5,
  );

const queryPort = async (
  host: Host,
  { options }: LinkChoice,
  target: LinkTarget,
  files: ReadonlyMap<string, FileAnswer>,
): Promise<RawPort> => {
  const { adapter, device, firmwareFile } = target;
  const run = (command: keyof typeof COMMANDS): Promise<ToolAnswer> =>
    runTool(host, COMMANDS[command], { DEVICE: adapter.pciAddress }, { where: device, device: adapter.card });
  const extra = options.fec ? 'fec' : options.eye ? 'eye' : null;
  // Both are started at once: commands for one card are queued, so other cards do not wait in between.
  const [first, pcie] = await Promise.all([run(extra ?? 'port'), options.pcie ? run('pcie') : null]);
  const isTooOld = extra !== null && isUnknownOption(first);
  return {
    target,
    firmware: firmwareFile === null ? null : (files.get(firmwareFile) ?? null),
    answer: isTooOld ? await run('port') : first,
    pcie,
    isTooOldFor: isTooOld ? extra : null,
  };
};

const isUnknownOption = ({ answer }: ToolAnswer): boolean =>
  answer.kind === 'failed' && /unrecognized option/.test(answer.stderr);
