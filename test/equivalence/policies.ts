// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Sample policies: a valid one, and one for each kind of error. */

const RULE = '/usr/bin/ovs-vsctl show';

const regexRule = (rule: string): string => `[commands_regex]\n${rule}\n`;

/** Texts by file name. */
export const POLICIES: Readonly<Record<string, string>> = {
  'good.ini': `[server]
audit=on
timeout_seconds=5
program=bfperf

[regex_macros]
DEVICE=[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7]
PORT=[1-9]

[commands]
${RULE}
/usr/bin/df -l

[commands_regex]
# link
/usr/bin/mlxlink -d $DEVICE -p $PORT -m@1 -c --json
/usr/bin/mlxconfig -d $DEVICE -e q [A-Z_]{1,64}@8
/usr/bin/cat /proc/(cpuinfo|meminfo)
`,
  'warned.ini': `[regex_macros]\nUNUSED=[0-9]+\n[commands_regex]\n/usr/bin/a [a-z]+\n/usr/bin/a [a-z0-9]+\n/bin/sh -c [a-z]+\n`,
  'empty.ini': '',
  'syntax.ini': '[command]\n/x\n[regex_macros]\nBDF=[0-9]+\n[commands_regex]\n/usr/bin/a mlx5_.*\n/usr/bin/b $BFD\n',
  'outside.ini': `${RULE}\n`,
  'sections.ini': `[commands]\n${RULE}\n[commands]\n${RULE}\n[what]\n[Commands]\n`,
  'rules.ini': `[commands]\novs-vsctl show\n${RULE}\n${RULE}\n/usr/bin/a  b\n/usr/bin/a | b\n/usr/bin/a\tb\n/usr/bin/../a\n /usr/bin/a\n`,
  'settings.ini':
    '[server]\naudit=maybe\ntimeout_seconds=0\nstdout_bytes=x\nprogram=nothing\nsocket=\ncolor=red\naudit\naudit=on\n',
  'macros.ini':
    '[regex_macros]\nA=$B\nB=[0-9]+\nA=[0-9]+\nlower=[a-z]\nEMPTY=\nC=$A$B\nD\n[commands_regex]\n/usr/bin/a $NONE\n',
  'regex.ini': regexRule(
    [
      '/usr/bin/a .',
      '/usr/bin/a \\s+',
      '/usr/bin/a [^a]',
      '/usr/bin/a (?i)a',
      '/usr/bin/a a*?',
      '/usr/bin/a (a+)+',
      '/usr/bin/a a*',
      '/usr/bin/a [z-a]',
      '/usr/bin/a (a',
      '/usr/bin/a a)',
      '/usr/bin/a [a',
      '/usr/bin/a a{2,1}',
      '/usr/bin/a a{9999}',
      '/usr/bin/a ^a$',
      '/usr/bin/a \\q',
      '/usr/bin/a a||b',
      '/usr/bin/[ab] a',
      '/usr/bin/a a@0',
      '/usr/bin/a a@100',
      '/usr/bin/a a@x',
      '/usr/bin/a [A-z]',
    ].join('\n'),
  ),
  'long.ini': `[commands]\n/usr/bin/${'a'.repeat(1200)}\n/usr/bin/b ${'c '.repeat(70)}\n`,
  'bytes.ini': '[commands]\n/usr/bin/\u00e4\n/usr/bin/a \u001b[31m\r\n',
  'dpe.ini': `; shipped with the image
[server]
socket = /tmp/dpe.sock
[commands]
hostname
disk=/bin/df -h
  lspci   -D\t-nn
ls -l
grep x /etc/passwd | wc
no-such-program-here -x
[commands_regex]
^/usr/bin/id -u (a|b)$
^crictl inspect $HEXA$
lspci -s $BDF
/usr/bin/a .*
[regex_macros]
TWO = $BDF|$HEXA
HEXA=[a-f0-9]+
BDF=([0-9a-f]{4}\\:|)[0-9a-f]{2}\\:[0-9a-f]{2}\\.[0-9a-f]
`,
};
