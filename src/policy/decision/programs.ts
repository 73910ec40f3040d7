// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The rules of a policy by program, indexed at the first decision. A policy that never decides pays nothing. */

import { baseName } from '../grammar/program-path.js';
import { isOneEditAway } from '../grammar/spelling.js';
import type { Policy } from '../policy.js';
import { byProgram } from './by-program.js';
import { type TreeNode, treeOf } from './word-tree.js';

/** The rules of a policy by program. */
export type Programs = {
  /** The rules of the program with exactly this path; null when there are none. */
  readonly tree: (path: string) => TreeNode | null;
  /** A program that has rules: of the same name elsewhere, else one slip away; null without one. */
  readonly near: (path: string) => { readonly path: string; readonly tree: TreeNode } | null;
};

const known = new WeakMap<Policy, Programs>();

/** The programs of this policy; the same answer for the same policy. */
export const programsOf = (policy: Policy): Programs => {
  const before = known.get(policy);
  if (before !== undefined) return before;
  const programs = group(policy);
  known.set(policy, programs);
  return programs;
};

/** Maximum number of paths compared letter by letter, so that a denial is as quick as an answer. */
const SPELLED = 100;

const group = (policy: Policy): Programs => {
  const rules = byProgram(policy.rules);
  const paths = [...rules.keys()].sort();
  const byName = new Map([...paths].reverse().map((path) => [baseName(path).toLowerCase(), path]));
  const spelled = paths.slice(0, SPELLED);
  const trees = new Map<string, TreeNode>();
  const tree = (path: string): TreeNode | null => {
    const before = trees.get(path);
    const own = rules.get(path);
    if (before !== undefined || own === undefined) return before ?? null;
    const made = treeOf(own);
    trees.set(path, made);
    return made;
  };
  const near: Programs['near'] = (typed) => {
    const path =
      byName.get(baseName(typed).toLowerCase()) ?? spelled.find((other) => isOneEditAway(typed, other)) ?? typed;
    const found = tree(path);
    return found === null ? null : { path, tree: found };
  };
  return { tree, near };
};
