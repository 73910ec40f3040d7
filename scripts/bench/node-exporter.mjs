// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** node_exporter with its infiniband collector only, serving one tree on this machine to the bench alone. */

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { execa, execaSync } from 'execa';
import { peakBytesOf } from './measured-run.mjs';

/** Debian's name of the program. */
export const NODE_EXPORTER = 'prometheus-node-exporter';

/** What to say where it is not. */
export const HOW_TO_INSTALL = `${NODE_EXPORTER} is not there, so fabric is measured alone: sudo apt install ${NODE_EXPORTER}`;

const START_MS = 5000;

/** Its version; null where it is not installed. */
export const exporterVersion = (program) => {
  const { code, stdout, stderr } = execaSync(program, ['--version'], { reject: false });
  return code === undefined ? (/version (\S+?),? /.exec(stdout + stderr)?.[1] ?? 'unknown') : null;
};

/** Starts it on `root`/sys and waits until it answers. Whoever starts it stops it. @throws when it does not start */
export const startExporter = async (program, root) => {
  const port = await freePort();
  const child = execa(
    program,
    [
      `--path.sysfs=${root}/sys`,
      '--collector.disable-defaults',
      '--collector.infiniband',
      '--web.disable-exporter-metrics',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdin: 'ignore', stdout: 'ignore', reject: false },
  );
  const agent = new Agent({ keepAlive: true }); // as Prometheus does: a new connection would cost the server more
  const stop = async () => {
    agent.destroy();
    child.kill('SIGKILL'); // one that hangs would not end for less
    return await child;
  };
  try {
    const end = performance.now() + START_MS;
    while ((await ask(agent, port, '/', START_MS)).status !== 200) {
      if (child.exitCode !== null || performance.now() > end) {
        throw new Error(`${program} did not start`);
      }
      await pause(20);
    }
  } catch (error) {
    const { stderr } = await stop();
    throw new Error(`${error.message}\n${stderr}`, { cause: error });
  }
  return {
    /** One scrape: `status` 0 and no body when there was no answer in time. */
    scrape: (limitMs = START_MS) => ask(agent, port, '/metrics', limitMs),
    cpuSeconds: () => cpuSecondsOf(child.pid),
    peakBytes: () => peakBytesOf(child.pid),
    stop,
  };
};

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

/** A whole answer, or status 0 when the connection was refused or nothing came in time. */
const ask = async (agent, port, path, limitMs) => {
  const started = performance.now();
  const answer = (status, body) => ({ status, body, seconds: (performance.now() - started) / 1000 });
  try {
    const request = get({ host: '127.0.0.1', port, path, agent, signal: AbortSignal.timeout(limitMs) });
    const [response] = await once(request, 'response');
    const chunks = [];
    for await (const chunk of response) chunks.push(chunk);
    return answer(response.statusCode, Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    if (error.code !== 'ECONNREFUSED' && error.name !== 'AbortError' && error.name !== 'TimeoutError') throw error;
    return answer(0, '');
  }
};

/** CPU time of all its threads so far, from the scheduler's own account: /proc/PID/stat has only hundredths. */
const cpuSecondsOf = (pid) => {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((task) =>
    Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, n) => sum + n, 0) / 1e9;
};
