// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Installed packages: those of the fabric and the kernel, or all. */

import { label } from '../../../core/field.js';
import { list } from '../../../core/record-type.js';
import { column } from '../../../core/view.js';
import { PACKAGE_TOOLS, parsePackages, queryPackages } from '../package-list.js';
import { defineSection } from '../section.js';

const SOURCE = 'dpkg-query -W, else rpm -qa';

const TYPES = {
  packages: {
    ...list({
      name: label('Package name.', SOURCE),
      version: label('Package version, with its epoch; a kernel may be installed in several versions.', SOURCE),
      architecture: label('Architecture the package is built for.', SOURCE),
    }),
    metrics: false,
  } as const,
};

/** Packages shown without --packages all: network drivers, tools and libraries, OVS, DPDK, the kernel. */
const OF_THE_FABRIC: readonly RegExp[] = [
  /^(?:doca|flexio|dpa(?:cc|-|$)|collectx|clx)/,
  /^(?:mlnx|mlx|mft|mstflint|ofed|kmod-(?:mlnx|mft|ofed|kernel-mft))/,
  /^(?:rdma|ibverbs|libibverbs|librdmacm|libibumad|libibmad|infiniband|perftest|opensm|ucx|sharp|iser|isert|srp|knem|xpmem)/,
  /^(?:openvswitch|python3-openvswitch|dpdk|mlnx-dpdk|libdpdk)/,
  /^(?:bf(?:\d|-|$)|bluefield|libbf|rshim|virtio-net-controller|spdk)/,
  /^(?:linux-(?:image|modules|bluefield)|kernel(?:$|-(?:core|modules|64k|rt|default|uek|mlnx)))/,
];

/** The packages. */
export const packages = defineSection({
  types: TYPES,
  reads: [],
  runs: PACKAGE_TOOLS,
  table: {
    type: 'packages',
    columns: [column('NAME', 'name'), column('VERSION', 'version')],
    wide: [column('ARCH', 'architecture')],
  },
  collect: async (host, { options }) => ({ isAll: options.packages !== null, answers: await queryPackages(host) }),
  parse: ({ isAll, answers }) => {
    const { packages, reason } = parsePackages(answers);
    return {
      records: { packages: packages.filter(({ name }) => isAll || OF_THE_FABRIC.some((these) => these.test(name))) },
      findings: reason === null ? [] : [{ type: 'packages', where: '', field: null, ...reason }],
    };
  },
});
