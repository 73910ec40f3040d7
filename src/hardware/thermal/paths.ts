// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

/** Paths of temperatures. A thermal zone of ACPI is LNXTHERM:XX, and the firmware wrote its description. */

import { ACPI } from '../adapter/bluefield.js';

/** Documentation/hwmon/sysfs-interface.rst */
export const HWMON = '/sys/class/hwmon';

/** Documentation/driver-api/thermal/sysfs-api.rst */
export const THERMAL = '/sys/class/thermal';

/** The paths that finding and reading sensors needs, for a provider's declaration. */
export const THERMAL_READS = [
  HWMON,
  `${HWMON}/*`,
  `${HWMON}/*/device`,
  `${HWMON}/*/name`,
  `${HWMON}/*/temp*_label`,
  `${HWMON}/*/temp*_input`,
  `${HWMON}/*/temp*_max`,
  `${HWMON}/*/temp*_crit`,
  THERMAL,
  `${THERMAL}/thermal_zone*`,
  `${THERMAL}/thermal_zone*/type`,
  `${THERMAL}/thermal_zone*/temp`,
  `${THERMAL}/thermal_zone*/trip_point_*_type`,
  `${THERMAL}/thermal_zone*/trip_point_*_temp`,
  ACPI,
  `${ACPI}/LNXTHERM:*/description`,
  `${ACPI}/LNXTHERM:*/thermal_zone`,
] as const;
