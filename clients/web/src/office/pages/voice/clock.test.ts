import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf } from './clock.ts';

const NOW = Date.parse('2026-11-24T10:00:00+08:00');

test('a deadline is open, then soon for its last day, then late', () => {
  assert.equal(clockOf('2026-11-26T23:59:59+08:00', false, false, NOW), 'open');
  assert.equal(clockOf('2026-11-25T09:59:00+08:00', false, false, NOW), 'soon');
  assert.equal(clockOf('2026-11-23T23:59:59+08:00', false, true, NOW), 'late');
});

test('a handled case has no clock that runs', () => {
  assert.equal(clockOf('2026-11-23T23:59:59+08:00', true, false, NOW), 'stopped');
  assert.equal(clockOf(null, false, false, NOW), 'stopped');
});
