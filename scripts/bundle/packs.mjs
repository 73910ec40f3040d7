// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Which fragments lie in one file. A file costs each start that opens it, read or not; so what is loaded together lies
 * together, and nothing that only one command needs lies in a file of another. Pure: fragments in, packs out.
 */

/** Everything that is evaluated when a fragment is. */
const closureOf = (fragments, name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  for (const other of fragments.get(name).statically) closureOf(fragments, other, found);
  return found;
};

const COMMAND = /^src\/commands\/(.+)\.ts$/;
const COLLECTOR = /^src\/collectors\/([^/]+)\.ts$/;

/** The provider whose command or collector this entry is; null for any other entry. */
const providerOf = (entry, providers) => {
  const name = (COMMAND.exec(entry) ?? COLLECTOR.exec(entry))?.[1];
  return name !== undefined && providers.has(name) ? name : null;
};

/**
 * The packs by name: the names of their fragments.
 *
 * - `main`: what `fabric --version` needs;
 * - `provider`: what the commands of two or more providers need. Providers share only core, cli and what is below these;
 * - one of a provider's name: what no other provider needs;
 * - one for what the same other commands and `import()`s need, and `shared` for what of that is too small for a file.
 */
export const packsOf = (fragments) => {
  const entries = [...fragments].filter(([, { entry }]) => entry !== null);
  const providers = new Set(entries.flatMap(([, { entry }]) => COLLECTOR.exec(entry)?.[1] ?? []));
  const inMain = closureOf(fragments, 'main.js');
  const reach = new Map([...fragments.keys()].map((name) => [name, { providers: new Set(), entries: [] }]));
  for (const [name, { entry }] of entries) {
    const provider = providerOf(entry, providers);
    for (const part of closureOf(fragments, name)) {
      if (provider === null) reach.get(part).entries.push(entry);
      else reach.get(part).providers.add(provider);
    }
  }
  const keys = new Map();
  for (const name of dependenciesFirst(fragments)) {
    const fragment = fragments.get(name);
    const { providers: by, entries: from } = reach.get(name);
    const isSmall = fragment.text.length < SMALL && fragment.statically.every((other) => ALWAYS.has(keys.get(other)));
    const source = sourceOfFacade(fragments, fragment);
    if (inMain.has(name)) keys.set(name, 'main');
    else if (by.size > 1) keys.set(name, 'provider');
    else if (source !== null) keys.set(name, keys.get(source));
    else if (by.size === 1) keys.set(name, [...by][0]);
    else keys.set(name, isSmall && from.length > 1 ? 'shared' : from.sort().join());
  }
  const groups = new Map([...keys.values()].map((key) => [key, []]));
  for (const name of fragments.keys()) groups.get(keys.get(name)).push(name);
  refuseCircles(fragments, keys);
  return withNames(groups, fragments, new Set([...ALWAYS, ...providers]));
};

/** A file that needs itself by way of another would find that one half done. @throws naming both */
const refuseCircles = (fragments, keys) => {
  const needs = new Map([...keys.values()].map((key) => [key, new Set()]));
  for (const [name, { statically }] of fragments)
    for (const other of statically) needs.get(keys.get(name)).add(keys.get(other));
  const visit = (key, above) => {
    for (const other of needs.get(key)) {
      if (above.includes(other)) throw new Error(`the packs ${key} and ${other} need each other`);
      if (other !== key) visit(other, [...above, key]);
    }
  };
  for (const key of needs.keys()) visit(key, []);
};

/** A file of fewer bytes costs more to open than to compile. */
const SMALL = 4096;

/** Packs that need no other pack but these. */
const ALWAYS = new Set(['main', 'provider', 'shared']);

/** Every fragment after all that it imports. */
const dependenciesFirst = (fragments) => {
  const done = new Set();
  const visit = (name) => {
    for (const other of fragments.get(name).statically) if (!done.has(other)) visit(other);
    done.add(name);
  };
  for (const name of fragments.keys()) visit(name);
  return done;
};

/**
 * esbuild makes a fragment without code for an entry that others import statically, too: it only hands on what lies in
 * another, the one that none of its others needs, and belongs with that. Null for a fragment with code.
 */
const sourceOfFacade = (fragments, { inputs, statically }) => {
  if (Object.keys(inputs).length > 0) return null;
  const isNeeded = (name) => statically.some((other) => other !== name && closureOf(fragments, other).has(name));
  return statically.find((name) => !isNeeded(name)) ?? null;
};

/** A group without a name has that of the only entry in it, else of the source file or package that takes most of it. */
const withNames = (groups, fragments, known) => {
  const packs = new Map();
  for (const [key, names] of groups) {
    const own = names.map((name) => fragments.get(name)).filter(({ inputs }) => Object.keys(inputs).length > 0);
    const entries = own.flatMap(({ entry }) => entry ?? []);
    const inputs = own.flatMap((fragment) => Object.entries(fragment.inputs)).sort(([, a], [, b]) => b - a);
    const name = known.has(key) ? key : nameOfSource(entries.length === 1 ? entries[0] : inputs[0][0]);
    if (packs.has(name)) throw new Error(`two packs of the name ${name}`);
    packs.set(name, names);
  }
  return packs;
};

const nameOfSource = (file) =>
  (
    /(?:^|\/)node_modules\/(?:@[^/]+\/)?([^/]+)/.exec(file)?.[1] ?? file.replace(/^src\//, '').replace(/\.[a-z]+$/, '')
  ).replaceAll('/', '-');
