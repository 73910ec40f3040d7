// SPDX-FileCopyrightText: 2026 The fabric authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from 'vitest';
import { metricName } from '../../../src/core/metric-name.js';

test.each([
  ['fabric_ptm_power', 'power_watts', 'fabric_ptm_power_watts'],
  ['fabric_ptm_power', 'limit_watts', 'fabric_ptm_power_limit_watts'],
  ['fabric_box_fan', 'fan', 'fabric_box_fan_fan'],
  ['fabric_box_fan', 'fans_lost', 'fabric_box_fan_fans_lost'],
  // The provider's name is no record type: the field keeps its own words.
  ['fabric_link', 'link_downs', 'fabric_link_link_downs'],
])('%s and %s are the metric %s', (stem, field, metric) => {
  expect(metricName(stem, field)).toBe(metric);
});
