# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the guest scripts. An answer is three files in /run/out: NAME.stdout, NAME.stderr and NAME.status. The guest
# checks nothing; the test does. fabric.tgz and the path of node are also in /run/out.
out=/run/out

ask() { # name, command line
  local name=$1
  shift
  "$@" >"$out/$name.stdout" 2>"$out/$name.stderr"
  echo $? >"$out/$name.status"
}

as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }

say() { echo "[$(cut -d' ' -f1 /proc/uptime) s] $*"; }

# Installed as by `npm install -g`, in a directory that only root can write.
install_fabric() {
  local prefix=/run/prefix
  mkdir -p $prefix/bin $prefix/lib/node_modules/@fabric-dpu/fabric
  cp "$(cat $out/node)" $prefix/bin/node
  tar -xzf $out/fabric.tgz -C $prefix/lib/node_modules/@fabric-dpu/fabric --strip-components=1 --no-same-owner
  ln -s ../lib/node_modules/@fabric-dpu/fabric/bin/fabric $prefix/bin/fabric
  PATH=$prefix/bin:$PATH
}
