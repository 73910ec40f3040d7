// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Matches a name against a glob: `*` stands for any characters, `?` for one. */

/**
 * Whether the glob matches all of the name. It goes back to the last `*` only, as any earlier one can do no better: so the
 * time grows with the product of both lengths at most, and not with a power that the number of `*` gives.
 */
export const matchesGlob = (glob: string, name: string): boolean => {
  let [inGlob, inName] = [0, 0];
  // Position of the last `*`, and the end of the part of the name that it covers.
  let [star, covered] = [-1, 0];
  while (inName < name.length) {
    if (glob[inGlob] === '*') {
      star = inGlob++;
      covered = inName;
    } else if (glob[inGlob] === '?' || (inGlob < glob.length && glob[inGlob] === name[inName])) {
      inGlob++;
      inName++;
    } else if (star >= 0) {
      inGlob = star + 1;
      inName = ++covered;
    } else return false;
  }
  while (glob[inGlob] === '*') inGlob++;
  return inGlob === glob.length;
};
