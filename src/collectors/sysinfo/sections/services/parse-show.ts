// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Parses the output of `systemctl show`: a block of `PROPERTY=value` per unit, separated by empty lines. Pure. */

/** The properties queried of each unit. */
export const PROPERTIES = ['Id', 'LoadState', 'ActiveState', 'SubState', 'UnitFileState', 'NRestarts'] as const;
type Property = (typeof PROPERTIES)[number];

/** ActiveState: org.freedesktop.systemd1(5). */
export const STATES = [
  'active',
  'reloading',
  'inactive',
  'failed',
  'activating',
  'deactivating',
  'maintenance',
] as const;
export type ServiceState = (typeof STATES)[number];

/** A service from systemd; null for what it does not report. */
export type Service = {
  readonly name: string;
  readonly state: ServiceState | null;
  readonly is_running: boolean | null;
  readonly substate: string | null;
  readonly start: string | null;
  readonly restarts: number | null;
};

const WORD = /^[a-z0-9-]{1,40}$/;

/** The services that are installed, each once, and how many blocks there were of any service. */
export const parseSystemctlShow = (
  text: string,
): { readonly services: readonly Service[]; readonly blocks: number } => {
  const services = new Map<string, Service>();
  let blocks = 0;
  for (const block of text.split(/\n\s*\n/)) {
    const values = valuesIn(block);
    const name = /^(.{1,200})\.service$/.exec(values.get('Id') ?? '')?.[1];
    if (name === undefined) continue;
    blocks++;
    // A truncated block does not show whether the service exists.
    const load = values.get('LoadState');
    if (load === undefined || load === 'not-found' || values.get('ActiveState') === undefined) continue;
    services.set(name, serviceOf(name, values));
  }
  return { services: [...services.values()], blocks };
};

const valuesIn = (block: string): ReadonlyMap<Property, string> => {
  const values = new Map<Property, string>();
  for (const line of block.split('\n')) {
    const [, key, value] = /^(\w+)=(.*)$/.exec(line.trimEnd()) ?? [];
    const property = PROPERTIES.find((one) => one === key);
    // Twice the same property: two blocks ran into one, and it is not known which line belongs to which.
    if (property !== undefined && values.has(property)) return new Map();
    if (property !== undefined && value !== undefined && value !== '') values.set(property, value);
  }
  return values;
};

const serviceOf = (name: string, values: ReadonlyMap<Property, string>): Service => {
  const word = (property: Property): string | null => {
    const value = values.get(property) ?? '';
    return WORD.test(value) ? value : null;
  };
  const count = (property: Property): number | null => {
    const value = values.get(property) ?? '';
    return /^\d{1,10}$/.test(value) ? Number(value) : null;
  };
  const state = STATES.find((one) => one === values.get('ActiveState')) ?? null;
  return {
    name,
    state,
    is_running: state === null ? null : state === 'active' || state === 'reloading',
    substate: word('SubState'),
    start: word('UnitFileState'),
    restarts: count('NRestarts'),
  };
};
