#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# Boots a prepared kernel once and returns when it has powered off. The guest sees this machine's root directory, read
# only, and may write one directory, OUT, where its console is too. QEMU emulates the processor (TCG): that is slow, and
# works in a container and in a virtual machine as well.
#
#   boot.sh READY OUT SECONDS SCRIPT [OPTION...]      the guest runs SCRIPT as root; further options are QEMU's
set -euo pipefail
ready=$1 out=$2 seconds=$3 script=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)
release=$(basename "$ready"/lib/modules/*)

# The minimum that can mount the shared root: a shell, and the 9p modules in numeric order.
initrd=$(mktemp -d "$out/initrd.XXXXXX")
running=
trap '[ -z "$running" ] || kill "$running"; rm -rf "$initrd" "$out/initrd.gz"' EXIT
trap 'exit 143' INT TERM
mkdir -p "$initrd"/{bin,sbin,dev,proc,sys,host,modules}
cp "$ready/busybox" "$initrd/bin/busybox"
cp "$here/init.sh" "$initrd/init"
chmod 755 "$initrd/init" "$initrd/bin/busybox"
printf 'ready=%q\nscript=%q\n' "$ready" "$script" >"$initrd/settings"
number=100
modprobe -d "$ready" -S "$release" --show-depends -a virtio_pci 9pnet_virtio 9p |
  awk '$1 == "insmod" && !seen[$2]++ { print $2 }' |
  while read -r module; do
    number=$((number + 1))
    case $module in
    *.xz) xz -dc "$module" >"$initrd/modules/$number.ko" ;;
    *) cp "$module" "$initrd/modules/$number.ko" ;;
    esac
  done
# The kernel loads further modules with this program, in this root.
cat >"$initrd/sbin/modprobe" <<'END'
#!/bin/busybox sh
. /settings
exec /bin/busybox chroot /host /sbin/modprobe -d "$ready" "$@"
END
chmod 755 "$initrd/sbin/modprobe"
(cd "$initrd" && find . | cpio -o -H newc --quiet | gzip -1) >"$out/initrd.gz"

timeout --kill-after=5 "$seconds" qemu-system-x86_64 \
  -accel tcg,thread=multi -cpu max -smp 2 -m 1024 -no-reboot -nodefaults -display none -serial "file:$out/console" \
  -kernel "$ready/vmlinuz" -initrd "$out/initrd.gz" -append 'console=ttyS0 panic=-1 loglevel=4' \
  -fsdev local,id=host,path=/,security_model=none,readonly=on,multidevs=remap \
  -device virtio-9p-pci,fsdev=host,mount_tag=host \
  -fsdev "local,id=out,path=$out,security_model=none" -device virtio-9p-pci,fsdev=out,mount_tag=out "$@" </dev/null &
running=$!
status=0
wait "$running" || status=$?
running=
[ "$status" != 124 ] || echo "kernel: stopped after $seconds s" >&2
exit "$status"
