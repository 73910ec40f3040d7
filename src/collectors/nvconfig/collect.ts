// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Queries the parameters of each chosen card, then the elements of its arrays. */

import { type Choice, parseDevicePattern } from '../../core/choice.js';
import { FabricError } from '../../core/error.js';
import type { Host } from '../../core/host.js';
import { failureOfTools } from '../../core/tool/failure.js';
import { runTool, type ToolAlternatives, type ToolAnswer } from '../../core/tool/run-tool.js';
import { type Card, type ChosenCards, chooseCards, listCards } from '../../hardware/adapter/cards.js';
import { ARRAYS_AT_ONCE, QUERY } from '../../hardware/nvconfig/commands.js';
import { parseConfigurationTable } from '../../hardware/nvconfig/table.js';
import { zeroTrustReason } from '../../hardware/zero-trust.js';
import { arraysOf, queryArray } from './arrays.js';
import { readBaseline } from './baseline.js';
import type { OPTIONS } from './options.js';
import type { NvconfigRaw, RawCard } from './raw.js';

/** Queries the chosen cards. @throws not_found, usage; denied, tool_missing, tool_failed or permission when no card could be queried */
export const collect = async (host: Host, choice: Choice<typeof OPTIONS>): Promise<NvconfigRaw> => {
  const { diff, baseline } = choice.options;
  const saved = baseline === null ? null : readBaseline(baseline);
  const all = await listCards(host);
  const pair = diff.length === 0 ? null : findPair(all, diff);
  const chosen: ChosenCards = pair === null ? chooseCards(all, choice) : { cards: pair, unmatched: [] };
  // A card that is compared with itself is queried once.
  const cards = await Promise.all([...new Set(chosen.cards)].map((card) => queryCard(host, card)));
  // A card in zero-trust mode is a result; a card that no tool could query is not.
  const hasParameters = cards.some(
    ({ card, table }) =>
      table.answer.kind === 'ok' || parseConfigurationTable(table, card.pciAddress).parameters.length > 0,
  );
  const tables = cards.map(({ table }) => table);
  const hasZeroTrust = tables.some((table) => zeroTrustReason(table, true) !== null);
  const failure = hasParameters || hasZeroTrust ? null : failureOfTools(TOOLKIT, tables);
  if (failure !== null) throw failure;
  return {
    cards,
    options: choice.options,
    baseline: saved,
    pair: pair === null ? null : [pair[0].device, pair[1].device],
    includesAllCards: choice.devices.length === 0,
    unmatched: chosen.unmatched.map(({ text }) => text),
  };
};

const TOOLKIT = { name: 'nvconfig', install: 'apt install mstflint' } as const;

const findPair = (all: readonly Card[], names: readonly string[]): readonly [Card, Card] => {
  const [first, second, ...more] = names;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new FabricError('usage', `--diff compares two devices, got ${names.length}`);
  }
  const find = (name: string): Card => {
    const devices = [parseDevicePattern(name)];
    const [card] = chooseCards(all, { devices, all: false, options: {} }).cards;
    if (card === undefined) throw new FabricError('not_found', `unknown device ${name}`);
    return card;
  };
  return [find(first), find(second)];
};

const queryCard = async (host: Host, card: Card): Promise<RawCard> => {
  const target = { where: card.device, device: card.card };
  const query = (tool: ToolAlternatives, names: readonly string[]): Promise<ToolAnswer> =>
    runTool(host, tool, { DEVICE: card.pciAddress, ARRAY: names }, target);
  const table = await query(QUERY, []);
  const arrayNames = arraysOf(parseConfigurationTable(table, card.pciAddress)).map(queryArray);
  const arrays: ToolAnswer[] = [];
  for (let from = 0; from < arrayNames.length; from += ARRAYS_AT_ONCE) {
    arrays.push(await query([table.invocation], arrayNames.slice(from, from + ARRAYS_AT_ONCE)));
  }
  return { card, table, arrays };
};
