// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** From the answer of systemd to the records. Pure. */

import { compareNatural } from '../../../../core/natural-order.js';
import { type Reason, reasonOf } from '../../../../core/problem.js';
import type { Parsed, TypedFinding } from '../../../../core/record-type.js';
import { withPath } from '../../reasons.js';
import { toolReason } from '../../tool.js';
import { parseSystemctlShow, type Service } from './parse-show.js';
import { type ServicesQuery, SYSTEMD } from './query.js';
import type { SERVICES } from './records.js';

type Types = typeof SERVICES;

const NONE: Reason = { code: 'not_supported', detail: 'services: systemd is not running' };

/** The services by name; without systemd one note. */
export const parseServices = ({ systemd, toolAnswer }: ServicesQuery): Pick<Parsed<Types>, 'records' | 'findings'> => {
  const failed = (reason: Reason): Pick<Parsed<Types>, 'records' | 'findings'> => ({
    records: { services: [] },
    findings: [{ type: 'services', where: '', field: null, ...reason }],
  });
  if (systemd.kind === 'error') return failed(systemd.errno === 'ENOENT' ? NONE : withPath(SYSTEMD, reasonOf(systemd)));
  const reason = toolAnswer === null ? NONE : toolReason(toolAnswer);
  if (toolAnswer === null || reason !== null) return failed(reason ?? NONE);
  const { services, blocks } = parseSystemctlShow(toolAnswer.answer.kind === 'ok' ? toolAnswer.answer.stdout : '');
  if (blocks === 0) return failed({ code: 'parse', detail: 'systemctl: no service in the output' });
  const findings = services.flatMap(missingIn);
  return { records: { services: [...services].sort((a, b) => compareNatural(a.name, b.name)) }, findings };
};

/** Properties that systemd always prints. UnitFileState is empty for a transient unit. */
const missingIn = ({ name, state, substate, restarts }: Service): readonly TypedFinding<Types>[] => {
  const missing = (field: keyof Service, code: 'parse' | 'not_supported', detail: string): TypedFinding<Types> => ({
    type: 'services',
    where: name,
    field,
    code,
    detail,
  });
  return [
    ...(state === null
      ? [missing('state', 'parse', 'ActiveState'), missing('is_running', 'parse', 'ActiveState')]
      : []),
    ...(substate === null ? [missing('substate', 'parse', 'SubState')] : []),
    // Since systemd 235.
    ...(restarts === null ? [missing('restarts', 'not_supported', 'no NRestarts')] : []),
  ];
};
