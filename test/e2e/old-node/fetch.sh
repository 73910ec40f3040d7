#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Fetches the last release of each old Node that the tests start, from the npm registry: fetch.sh DIRECTORY
# It puts them into DIRECTORY/MAJOR/node (220 MB) and fetches only what is not installed yet.

set -euo pipefail
directory=$1
arch=$(node -p process.arch)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for major in 12 16 18; do
  if [ -x "$directory/$major/node" ]; then continue; fi
  archive=$(cd "$work" && npm pack --silent --fetch-retries=1 "node-linux-$arch@$major")
  tar -xzf "$work/$archive" -C "$work" package/bin/node
  mkdir -p "$directory/$major"
  mv "$work/package/bin/node" "$directory/$major/node.new"
  mv "$directory/$major/node.new" "$directory/$major/node" # atomic: an interrupted run leaves no half of a Node
done
