#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Prepares the distribution's current kernel for booting and prints its directory: vmlinuz, busybox and lib/modules, with
# siw and netdevsim. An existing result of the same script and kernel is reused.
#
#   prepare.sh CACHE      status 77 and one line on stderr: this machine cannot, and why
set -euo pipefail
cache=$1

. "$(dirname "$0")/packages.sh"

# Installed as packages, with the headers of the kernel. The kernel itself and busybox are only unpacked below the cache:
# installed, they would change how this machine boots.
programs=(qemu-system-x86 kmod cpio xz-utils make iproute2 perftest ibverbs-providers)

# The package of no version names the current one: linux-image-6.1.0-56-amd64, whose source is linux-source-6.1.
look_up() {
  release=$(field linux-image-amd64 Depends | sed -n 's/^linux-image-\([^ ,]*\).*/\1/p')
  version=$(field "linux-image-$release" Version)
  series=$(cut -d. -f1,2 <<<"$release")
  ready=$cache/$release-$version-$(cksum <"$0" | cut -d' ' -f1)
  look_for "${programs[@]}" "linux-headers-$release"
}

[ "$(uname -sm)" = 'Linux x86_64' ] || cannot 'they need Linux on x86_64'
for program in apt-get apt-cache dpkg-deb; do
  command -v "$program" >/dev/null || cannot "they need $program, as Debian has it"
done

{ mkdir -p "$cache" && touch "$cache/lock"; } 2>/dev/null || cannot "nothing can be written to $cache"
exec 9<"$cache/lock"
flock 9 # two simultaneous runs prepare only once

look_up
if [ -n "$release" ] && [ "${#missing[@]}" = 0 ] && [ -d "$ready" ]; then
  echo "$ready"
  exit
fi

if [ "$(id -u)" = 0 ]; then
  packages update || cannot "apt-get update failed: $error"
  look_up
fi
[ -n "$release" ] || cannot 'apt knows no package linux-image-amd64'
install_missing

# The directory gets its name when it is complete, so an incomplete one is never used. Only the current kernel is kept.
find "$cache" -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} +
making=$(mktemp -d "$cache/making.XXXXXX")
trap 'rm -rf "$making"' EXIT
cd "$making"
echo "kernel: unpacking linux-image-$release and linux-source-$series, both $version" >&2
packages download "linux-image-$release=$version" "linux-source-$series=$version" busybox-static ||
  cannot "apt-get could not download linux-image-$release, linux-source-$series and busybox-static: $error"
dpkg-deb -x linux-image-*.deb image
dpkg-deb -x busybox-static_*.deb busybox
dpkg-deb --fsys-tarfile linux-source-*.deb | tar -xO "./usr/src/linux-source-$series.tar.xz" |
  tar -xJ --strip-components=1 "linux-source-$series/drivers/infiniband/sw/siw" "linux-source-$series/drivers/net/netdevsim"

# Debian's kernels do not contain these two.
echo 'kernel: building siw and netdevsim' >&2
build() { # directory, setting
  make -s -C "/usr/src/linux-headers-$release" M="$making/$1" "$2=m" modules >>log 2>&1
}
if ! { build drivers/infiniband/sw/siw CONFIG_RDMA_SIW && build drivers/net/netdevsim CONFIG_NETDEVSIM; }; then
  cat log >&2
  exit 1
fi

mkdir -p new/lib
cp image/boot/vmlinuz-* new/vmlinuz
cp "$(find busybox -path '*bin/busybox')" new/busybox
mv "$(find image -path '*lib/modules' -prune)" new/lib/modules
mkdir "new/lib/modules/$release/updates"
find drivers -name '*.ko' -exec cp -t "new/lib/modules/$release/updates" {} +
depmod -b new "$release"
mv new "$ready"
echo "$ready"
