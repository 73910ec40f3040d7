#!/bin/busybox sh
# SPDX-FileCopyrightText: 2026 The fabric authors
# SPDX-License-Identifier: Apache-2.0
#
# First process of the guest: mounts the shared root, runs the script and powers off, also after a failure.
/bin/busybox --install -s /bin
. /settings # ready and script, from boot.sh
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in /modules/*; do insmod "$module"; done
mount -t 9p -o ro,trans=virtio,version=9p2000.L,msize=262144,cache=loose host /host
mount -t proc proc /host/proc
mount -t sysfs sys /host/sys
mount -t debugfs debug /host/sys/kernel/debug
mount -t devtmpfs dev /host/dev
mount -t tmpfs -o mode=755 run /host/run
mkdir /host/run/out
mount -t 9p -o rw,trans=virtio,version=9p2000.L,msize=262144 out /host/run/out
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run LC_ALL=C
chroot /host /bin/bash "$script" "$ready"
sync
poweroff -f
