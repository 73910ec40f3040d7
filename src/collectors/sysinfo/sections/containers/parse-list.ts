// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** The answer of `crictl ps -o json`, which is the message ListContainersResponse of the CRI. Pure. */

import { isObject, member, parseForeignJson } from '../../../../core/foreign-json.js';
import type { Json } from '../../../../core/json-value.js';

/** CONTAINER_RUNNING and so on, in lower case. */
export const STATES = ['created', 'running', 'exited', 'unknown'] as const;

/** A container; null for what the runtime does not report. */
export type Container = {
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly name: string;
  readonly state: (typeof STATES)[number] | null;
  readonly is_running: boolean | null;
  /** Attempts before this one. */
  readonly restarts: number | null;
  readonly image: string | null;
};

/** The last attempt of each container of each pod; null for a text that is no such answer. */
export const parseContainerList = (text: string): readonly Container[] | null => {
  const answer = parseForeignJson(text);
  const entries = member(answer, 'containers');
  // An empty list may be left out.
  if (entries === null) return isObject(answer) && Object.keys(answer).length === 0 ? [] : null;
  if (!Array.isArray(entries)) return null;
  const last = new Map<string, Container>();
  for (const entry of entries as readonly Json[]) {
    const found = containerIn(entry);
    if (found === null) return null;
    const key = JSON.stringify([found.namespace, found.pod, found.name]);
    if ((last.get(key)?.restarts ?? -1) < (found.restarts ?? 0)) last.set(key, found);
  }
  return [...last.values()];
};

const containerIn = (entry: Json): Container | null => {
  const [metadata, labels, image] = [member(entry, 'metadata'), member(entry, 'labels'), member(entry, 'image')];
  const name = textOf(member(metadata, 'name'));
  if (name === null) return null;
  // A number in JSON may leave out its zero, as protobuf does.
  const attempt = member(metadata, 'attempt') ?? 0;
  const word = textOf(member(entry, 'state'))
    ?.replace(/^CONTAINER_/, '')
    .toLowerCase();
  const state = STATES.find((one) => one === word) ?? null;
  return {
    namespace: textOf(member(labels, 'io.kubernetes.pod.namespace')),
    pod: textOf(member(labels, 'io.kubernetes.pod.name')),
    name,
    state,
    is_running: state === null ? null : state === 'running',
    restarts: typeof attempt === 'number' && Number.isSafeInteger(attempt) && attempt >= 0 ? attempt : null,
    image: textOf(member(image, 'userSpecifiedImage')) ?? textOf(member(image, 'image')),
  };
};

const textOf = (json: Json): string | null => (typeof json === 'string' && json !== '' ? json : null);
