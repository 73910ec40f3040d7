// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { parseOptions } from '../../../src/cli/options.js';
import { renderAnswer } from '../../../src/cli/render-answer.js';
import type { OptionValues } from '../../../src/core/option.js';
import type { Finding } from '../../../src/core/problem.js';
import { type Cable, cable, cableDocument, cables, lane, laneFinding } from '../cable.js';

const PIPE = { isTerminal: false, width: null, color: false, isStderrTerminal: false, stderrColor: false };
const FLAGS = {
  json: false,
  pretty: false,
  wide: false,
  stable: false,
  'no-color': true,
  'keep-identities': false,
  deadline: '10s',
};

const show = async (
  found: readonly Cable[],
  flags: Readonly<Record<string, unknown>> = {},
  findings: readonly Finding[] = [],
  parts: readonly unknown[] = [],
  headers: Readonly<Record<string, string>> = {},
) => {
  const options = parseOptions({ ...FLAGS, ...flags }, cables, {} satisfies OptionValues);
  return renderAnswer(cableDocument(found, findings, parts), cables, options, PIPE, {
    remarks: ['one change waits'],
    headers,
  });
};
const answer = async (...asked: Parameters<typeof show>): Promise<string> => (await show(...asked)).answer;
const lines = async (...asked: Parameters<typeof show>): Promise<string[]> =>
  (await answer(...asked)).trimEnd().split('\n');

const COPPER = cable({ device: 'w_1', plugged: false, model: null, lanes: null });

test('a table has the least and the greatest of the rows, yes and no, and a dash where there are no rows', async () => {
  expect(await lines([cable(), COPPER, cable({ port: 2, plugged: null, lanes: [lane(0)] })])).toEqual([
    'PORT   PLUGGED  RX-dBm',
    'w_0/1  yes      -11.3..1.5',
    'w_1/1  no       -',
    'w_0/2  -        1.5..1.5',
  ]);
});

test('marks a range that lacks a number for a reason', async () => {
  const half = cable({ lanes: [lane(0, { rx_power_dbm: null }), lane(1), lane(2, { rx_power_dbm: 2 })] });
  expect((await lines([half]))[1]).toBe('w_0/1  yes      1.5..2.0');
  expect((await lines([half], {}, [laneFinding({})]))[1]).toBe('w_0/1  yes      1.5..2.0+');
  expect((await lines([cable({ lanes: [lane(0, { rx_power_dbm: null })] })]))[1]).toBe('w_0/1  yes      -');
});

test('a view of rows has a line a row, with fields of the record and of the row, and one where there is none', async () => {
  expect(await lines([cable(), COPPER], { wide: true })).toEqual([
    'PORT   MODEL  LANE  STATE          ERRORS',
    'w_0/1  M-1       0  locked_at_1.5       0',
    'w_0/1  M-1       1  lost_at_-11.3   18.4E',
    'w_1/1  -         -  -                   -',
  ]);
});

test('a second table stands below the first after a blank line, where it has records', async () => {
  const parts = [{ device: 'w_0', part: 'plug', count: 1 }];
  expect(await lines([cable()], {}, [], parts)).toEqual([
    'PORT   PLUGGED  RX-dBm',
    'w_0/1  yes      -11.3..1.5',
    '',
    'PART-NO',
    'plug',
  ]);
  expect(await answer([], {}, [], parts)).toBe('PART-NO\nplug\n');
  expect(await lines([cable()], { fields: 'model' }, [], parts)).toEqual(['model', 'M-1']);
});

test('JSON and ndjson have rows as lists of objects', async () => {
  const listed =
    '"lanes":[{"lane":0,"rx_power_dbm":1.5,"state":"locked","errors":0},{"lane":1,"rx_power_dbm":-11.25,"state":"lost","errors":18446744073709551615}]';
  expect(await answer([cable()], { json: true })).toContain(`"plugged":true,"model":"M-1",${listed}}`);
  expect(await lines([cable()], { format: 'ndjson' })).toContain(
    `{"record":"cables","device":"w_0","port":1,"plugged":true,"model":"M-1",${listed}}`,
  );
  expect(await answer([COPPER], { json: true, fields: 'lanes' })).toContain('"cables":[{"lanes":null}]');
});

test('CSV leaves rows out, and prints the requested type', async () => {
  const parts = [{ device: 'w_0', part: 'plug', count: 1 }];
  expect(await lines([cable(), COPPER], { format: 'csv' }, [], parts)).toEqual([
    'device,port,plugged,model',
    'w_0,1,true,M-1',
    'w_1,1,false,',
  ]);
  expect(await lines([cable()], { format: 'csv', type: 'parts' }, [], parts)).toEqual([
    'device,part,count',
    'w_0,plug,1',
  ]);
  expect(await lines([], { format: 'csv' })).toEqual(['device,port,plugged,model']);
});

test('a metric of rows has the labels of the record and then their own', async () => {
  expect(
    await answer([cable(), COPPER], { format: 'prometheus' }, [], [{ device: 'w_0', part: 'plug', count: 1 }]),
  ).toBe(
    `# HELP fabric_cable_cable_plugged Whether it is plugged in.
# TYPE fabric_cable_cable_plugged gauge
fabric_cable_cable_plugged{device="w_0",port="1"} 1
fabric_cable_cable_plugged{device="w_1",port="1"} 0
# HELP fabric_cable_cable_lane_rx_power_dbm Light received.
# TYPE fabric_cable_cable_lane_rx_power_dbm gauge
fabric_cable_cable_lane_rx_power_dbm{device="w_0",port="1",lane="0"} 1.5
fabric_cable_cable_lane_rx_power_dbm{device="w_0",port="1",lane="1"} -11.25
# HELP fabric_cable_cable_lane_errors_total Errors.
# TYPE fabric_cable_cable_lane_errors_total counter
fabric_cable_cable_lane_errors_total{device="w_0",port="1",lane="0"} 0
fabric_cable_cable_lane_errors_total{device="w_0",port="1",lane="1"} 18446744073709551615
# HELP fabric_cable_cable_lane_info Text and state fields of lanes.
# TYPE fabric_cable_cable_lane_info gauge
fabric_cable_cable_lane_info{device="w_0",port="1",lane="0",state="locked"} 1
fabric_cable_cable_lane_info{device="w_0",port="1",lane="1",state="lost"} 1
# HELP fabric_cable_cable_info Text and state fields of cables.
# TYPE fabric_cable_cable_info gauge
fabric_cable_cable_info{device="w_0",port="1",model="M-1"} 1
# HELP fabric_collect_success 1 if the provider returned data, 0 if it failed.
# TYPE fabric_collect_success gauge
fabric_collect_success{provider="cable"} 1
`,
  );
  expect(await answer([cable()], { format: 'prometheus', fields: 'lanes' })).toMatch(
    /^# HELP fabric_cable_cable_lane_/,
  );
});

test('refuses rows as fields or sort key in formats with one value per line', async () => {
  const message = 'lanes contains rows of its own; use --json or --format ndjson or prometheus';
  for (const flags of [{ fields: 'lanes' }, { fields: 'port,lanes', format: 'csv' }, { sort: 'lanes', json: true }]) {
    await expect(show([cable()], flags)).rejects.toThrow(expect.objectContaining({ code: 'usage', message }));
  }
});

test('remarks are for people, below the notes', async () => {
  const note = laneFinding({ field: null, code: 'absent', detail: 'no light' });
  expect((await show([cable()], {}, [note])).messages).toBe('note: w_0/1: no light\nnote: one change waits\n');
  for (const format of ['json', 'csv', 'ndjson', 'prometheus']) {
    expect((await show([cable()], { format }, [note])).messages).toBe('');
  }
});

test('a document may replace a header, for people only', async () => {
  const headers = { PLUGGED: 'w_0 in\u001b[2J' };
  expect((await lines([cable()], {}, [], [], headers))[0]).toBe(String.raw`PORT   w_0_in\u001b[2J  RX-dBm`);
  expect((await lines([cable()], { format: 'csv' }, [], [], headers))[0]).toBe('device,port,plugged,model');
});

test('--stable leaves out a range that changes', async () => {
  expect((await lines([cable()], { stable: true }))[0]).toBe('PORT   PLUGGED');
});
