// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Every parser of foreign text, with prefixes that pass its first check. */

import type { Parser } from './parser.js';
import { parseFabric } from './parsers-host.js';
import { parseSysinfo } from './parsers-sysinfo.js';
import { parseTools } from './parsers-tools.js';

/** All parsers. */
export const PARSERS: readonly Parser[] = [...parseFabric, ...parseTools, ...parseSysinfo];
