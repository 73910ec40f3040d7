// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Lists installed packages, from dpkg-query or else rpm. */

import type { Host } from '../../core/host.js';
import type { Invocation } from '../../core/invocation.js';
import { compareNatural } from '../../core/natural-order.js';
import type { Reason } from '../../core/problem.js';
import { runTool, type ToolAnswer } from '../../core/tool/run-tool.js';
import { toolReason } from './tool.js';

/** A package. `version` has an epoch in front where there is one. */
export type Package = { readonly name: string; readonly version: string; readonly architecture: string };

const DPKG: Invocation = {
  name: 'dpkg-query.packages',
  path: '/usr/bin/dpkg-query',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query fills it in
  args: ['-W', '-f', '${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${Architecture}\\n'],
  effect: 'read',
  timeoutSeconds: 5,
  help: 'All packages known to dpkg, with their state.',
};

const RPM: Invocation = {
  name: 'rpm.packages',
  path: '/usr/bin/rpm',
  args: ['-qa', '--qf', '%{NAME}\\t%{EPOCHNUM}\\t%{VERSION}-%{RELEASE}\\t%{ARCH}\\n'],
  effect: 'read',
  timeoutSeconds: 5,
  help: 'All packages installed with rpm.',
};

/** The commands, for the declaration of a section. */
export const PACKAGE_TOOLS: readonly Invocation[] = [DPKG, RPM];

/** The answers of the tools; the second one runs when the first one lists no package. */
export const queryPackages = async (host: Host): Promise<readonly ToolAnswer[]> => {
  const about = { where: '', device: null };
  const dpkg = await runTool(host, [DPKG], {}, about);
  const { answer } = dpkg;
  const isOther = answer.kind === 'missing' || (answer.kind === 'ok' && parseDpkg(answer.stdout).packages.length === 0);
  return isOther ? [dpkg, await runTool(host, [RPM], {}, about)] : [dpkg];
};

/** The packages by name, and why they may not be all. */
export type Packages = { readonly packages: readonly Package[]; readonly reason: Reason | null };

/** Never throws. Lines that could not be parsed are left out, and reported. */
export const parsePackages = ([dpkg, rpm]: readonly ToolAnswer[]): Packages => {
  if (dpkg === undefined) return { packages: [], reason: null };
  if (rpm === undefined || (rpm.answer.kind === 'missing' && dpkg.answer.kind === 'ok'))
    return packagesFrom(dpkg, parseDpkg);
  const { answer, invocation } = dpkg;
  const missing = answer.kind === 'missing' ? [{ invocation, detail: answer.detail }] : [];
  return packagesFrom({ ...rpm, missing }, parseRpm);
};

const packagesFrom = (toolAnswer: ToolAnswer, read: (text: string) => Rows): Packages => {
  const reason = toolReason(toolAnswer);
  if (reason !== null || toolAnswer.answer.kind !== 'ok') return { packages: [], reason };
  const { packages, errors } = read(toolAnswer.answer.stdout);
  const [error] = errors;
  const detail = `${errors.length === 1 ? '1 line' : `${errors.length} lines`} of the package list could not be parsed, first: "${error}"`;
  return { packages, reason: error === undefined ? null : { code: 'parse', detail } };
};

type Rows = { readonly packages: readonly Package[]; readonly errors: readonly string[] };

// The second letter is the state, the third one an error. `hi` is installed and held; `rc` is removed, `un` was never there.
const STATE = /^[uihrp][ncHUFWti][ R]$/;
const NAME = /^[0-9A-Za-z][0-9A-Za-z+._-]*$/;
const VERSION = /^[0-9A-Za-z][0-9A-Za-z.+:~^_-]*$/;
const ARCHITECTURE = /^[0-9a-z][0-9A-Za-z_-]*$/;

/** `ii \tmft\t4.30.1-8\tarm64` */
export const parseDpkg = (text: string): Rows =>
  readRows(text, ([state = '', name, version, architecture, ...rest]) => {
    if (!STATE.test(state) || rest.length > 0) return null;
    return state[1] === 'i' ? packageOf(name, version, architecture) : NONE;
  });

/** `kernel-core\t0\t5.14.0-427.13.1.el9_4\tx86_64`; keys that packages are signed with are listed too and are none. */
export const parseRpm = (text: string): Rows =>
  readRows(text, ([name, epoch = '', version, architecture, ...rest]) => {
    if (name === 'gpg-pubkey') return NONE;
    if (!/^\d{1,9}$/.test(epoch) || rest.length > 0) return null;
    return packageOf(name, epoch === '0' ? version : `${epoch}:${version}`, architecture);
  });

const NONE = 'none';

const packageOf = (name = '', version = '', architecture = ''): Package | null =>
  NAME.test(name) && VERSION.test(version) && ARCHITECTURE.test(architecture) ? { name, version, architecture } : null;

const readRows = (text: string, read: (cells: readonly string[]) => Package | typeof NONE | null): Rows => {
  const packages = new Map<string, Package>();
  const errors: string[] = [];
  const lines = text.split('\n');
  const cut = lines.pop() ?? '';
  if (cut !== '') errors.push(cut.slice(0, SHOWN));
  for (const line of lines) {
    const found = read(line.split('\t'));
    if (found === null) errors.push(line.slice(0, SHOWN));
    // Several versions of a kernel can be installed.
    else if (found !== NONE) packages.set([found.name, found.architecture, found.version].join('\t'), found);
  }
  const inOrder = [...packages.values()].sort(
    (a, b) =>
      compareNatural(a.name, b.name) ||
      compareNatural(a.architecture, b.architecture) ||
      compareNatural(a.version, b.version),
  );
  return { packages: inOrder, errors };
};

/** Number of characters quoted from a line that could not be parsed. */
const SHOWN = 40;
