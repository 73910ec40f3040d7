// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0
'use strict';

/**
 * Runs what users run most, then saves what V8 compiled for it, for every file of dist. A process of its own: its output
 * is of no interest.
 */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { loadBundle } = require('../bin/load-bundle.cjs');

const packageRoot = path.dirname(__dirname);

/** A machine with one adapter, as far as a run needs one. */
const makeTree = () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'fabric-warm-'));
  const port = path.join(root, 'sys/class/infiniband/mlx5_0/ports/1');
  const files = {
    '../../fw_ver': '28.43.2026',
    '../../board_id': 'MT_0000000838',
    link_layer: 'InfiniBand',
    state: '4: ACTIVE',
    phys_state: '5: LinkUp',
    rate: '400 Gb/sec (4X NDR)',
    lid: '0x15',
    'counters/port_rcv_data': '3171001104430590',
    'counters/symbol_error': '65535',
    'hw_counters/lifespan': '10',
    'hw_counters/out_of_buffer': '0',
  };
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(port, name)), { recursive: true });
    fs.writeFileSync(path.join(port, name), `${text}\n`);
  }
  return root;
};

const main = async () => {
  const dist = path.join(packageRoot, 'dist');
  const bundle = loadBundle(path.join(dist, 'main.cjs'));
  const names = fs.readdirSync(dist).map((file) => path.basename(file, '.cjs'));
  const providers = names.filter((name) => fs.existsSync(path.join(packageRoot, 'schemas', `${name}.json`)));
  const root = makeTree();
  try {
    for (const argv of [
      ['--version'],
      ['hcaperf', '--json', '--root', root],
      ['hcaperf', '--root', root],
      ['hcaperf', '--format', 'prometheus', '--root', root],
      // Runs df, so that the caches hold what starts a command. Where it cannot run, they hold less.
      ['sysinfo', '--section', 'disks', '--audit', path.join(root, 'audit.jsonl')],
      ...providers.map((name) => [name, '--json', '--replay', 'bluefield3']),
    ]) {
      await bundle.exports.main(argv, packageRoot);
    }
    process.exitCode = 0;
  } finally {
    fs.rmSync(root, { recursive: true });
  }
  for (const name of names) bundle.load(name);
  for (const { saveCache } of bundle.files.values()) saveCache();
};

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
