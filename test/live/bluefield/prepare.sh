#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Makes a kernel ready to boot (boot/prepare.sh) and, in its directory `bluefield`, the driver mlxbf-pmc with the firmware
# that it finds: modules, and the ACPI table ssdt.aml. What the same sources made before is taken as it is.
#
#   prepare.sh CACHE      prints the directory of the kernel; status 77 and one line on stderr: this machine cannot, and why
set -euo pipefail
cache=$1
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../boot/packages.sh"

ready=$("$here/../boot/prepare.sh" "$cache")
exec 9<"$cache/lock"
flock 9

release=$(basename "$ready"/lib/modules/*)
sources=$(cat "$0" "$here"/firmware/* | cksum)
look_for acpica-tools
if [ "${#missing[@]}" = 0 ] && [ "$(cat "$ready/bluefield/sources" 2>/dev/null)" = "$sources" ]; then
  echo "$ready"
  exit
fi
if [ "${#missing[@]}" != 0 ] && [ "$(id -u)" = 0 ]; then
  packages update || cannot "apt-get update failed: $error"
fi
install_missing

making=$(mktemp -d "$cache/making.XXXXXX")
trap 'rm -rf "$making"' EXIT

# Debian's unstable kernel: from 6.14 on the driver counts clocks (count_clock), and stable kernels may be older. The mirror
# is the one that this machine uses. The driver is kept below the cache as long as nobody removes it.
fetch_driver() {
  local place=$making/apt mirror package version
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | sed -n 1p)
  mkdir -p "$place"/{lists,archives}/partial
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" >"$place/sources"
  local unstable=(-o "Dir::Etc::SourceList=$place/sources" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$place/lists" -o "Dir::Cache=$place")
  packages "${unstable[@]}" -o APT::Update::Error-Mode=any update || cannot "apt-get update failed for unstable: $error"
  package=$(field linux-source Depends "${unstable[@]}" | sed -n 's/^\(linux-source-[0-9.]*\).*/\1/p')
  version=$(field "$package" Version "${unstable[@]}")
  [ -n "$version" ] || cannot 'apt knows no package linux-source in unstable'
  echo "bluefield: fetching mlxbf-pmc.c of $package, $version" >&2
  (cd "$place" && packages "${unstable[@]}" download "$package=$version") ||
    cannot "apt-get could not download $package: $error"
  dpkg-deb -x "$place"/linux-source-*.deb "$place"
  # Stops reading the large archive after this file.
  tar -xJf "$place/usr/src/$package.tar.xz" -C "$making" --strip-components=4 --occurrence=1 \
    "$package/drivers/platform/mellanox/mlxbf-pmc.c"
  mv "$making/mlxbf-pmc.c" "$cache/mlxbf-pmc.c"
}
[ -e "$cache/mlxbf-pmc.c" ] || fetch_driver

echo 'bluefield: building mlxbf-pmc and its firmware' >&2
mkdir "$making/build"
cp "$here"/firmware/* "$cache/mlxbf-pmc.c" "$making/build"
if ! { cd "$making/build" && iasl -p ssdt ssdt.asl && make -s -C "/usr/src/linux-headers-$release" M="$PWD" modules; } \
  >"$making/log" 2>&1; then
  cat "$making/log" >&2
  exit 1
fi
mkdir "$making/new"
cp ./*.ko ssdt.aml "$making/new"
echo "$sources" >"$making/new/sources"
rm -rf "$ready/bluefield"
mv "$making/new" "$ready/bluefield"
echo "$ready"
