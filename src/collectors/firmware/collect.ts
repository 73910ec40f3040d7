// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Reads the running firmware version from the kernel, and the stored one with vendor tools, for each chosen card. */

import type { Choice } from '../../core/choice.js';
import type { FileAnswers } from '../../core/file-answer.js';
import type { Host } from '../../core/host.js';
import { failureOfTools } from '../../core/tool/failure.js';
import { runTool } from '../../core/tool/run-tool.js';
import { BUS } from '../../hardware/adapter/bus.js';
import { type Card, chooseCards, listCards } from '../../hardware/adapter/cards.js';
import { zeroTrustReason } from '../../hardware/zero-trust.js';
import { FLINT, MANAGER } from './commands.js';
import { parseFlint } from './parse-flint.js';
import type { FirmwareRaw, RawCard } from './raw.js';

/** File with the running version. */
export const RUNNING_FILE = `${BUS}/*/infiniband/*/fw_ver`;

const runningFile = ({ pciAddress, rdmaDevice }: Card): string | null =>
  rdmaDevice === null ? null : `${BUS}/${pciAddress}/infiniband/${rdmaDevice}/fw_ver`;

/** Queries the chosen cards. @throws not_found; denied, tool_missing, tool_failed or permission when no card could be queried */
export const collect = async (host: Host, choice: Choice): Promise<FirmwareRaw> => {
  const { cards: chosen, unmatched } = chooseCards(await listCards(host), choice);
  const groups = chosen.map((card) => ({ device: card.card, paths: [runningFile(card) ?? []].flat() }));
  const running = await host.readFiles(groups, 0.5);
  const cards = await Promise.all(chosen.map((card) => queryCard(host, card, running)));
  const answers = cards.flatMap(({ flint, manager }) => [flint, ...(manager === null ? [] : [manager])]);
  const isAnswered = answers.some((answer) => answer.answer.kind === 'ok' || zeroTrustReason(answer, true) !== null);
  const flintAnswers = cards.map(({ flint }) => flint);
  const failure = isAnswered ? null : failureOfTools(TOOLKIT, flintAnswers);
  if (failure !== null) throw failure;
  return { cards, unmatched: unmatched.map(({ text }) => text) };
};

const TOOLKIT = { name: 'firmware', install: 'apt install mstflint' } as const;

const queryCard = async (host: Host, card: Card, running: FileAnswers): Promise<RawCard> => {
  const values = { DEVICE: card.pciAddress };
  const target = { where: card.device, device: card.card };
  const flint = await runTool(host, FLINT, values, target);
  const { answer } = flint;
  const needsManager =
    answer.kind === 'missing' || (answer.kind === 'ok' && parseFlint(answer.stdout).partNumber === null);
  const manager = needsManager ? await runTool(host, [MANAGER], values, target) : null;
  const file = runningFile(card);
  return { card, flint, manager, running: file === null ? null : (running.get(file) ?? null) };
};
