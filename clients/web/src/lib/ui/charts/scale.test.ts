import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apart, months, shares } from './scale.ts';

test('an axis of shares ends at a hundred, or above the highest', () => {
  assert.deepEqual(shares([12, 47.5]), [0, 25, 50, 75, 100]);
  assert.equal(shares([101.32]).at(-1), 125);
  assert.deepEqual(shares([]), [0, 25, 50, 75, 100]);
});

test('words that would lie upon each other move apart, in their order and within the paper', () => {
  assert.deepEqual(apart([10, 100], 16, 200), [10, 100]);
  assert.deepEqual(apart([100, 98], 16, 200), [114, 98]);
  assert.deepEqual(apart([199, 200, 198], 16, 200), [184, 200, 168]);
});

test('the months of a year, and every third', () => {
  assert.equal(months('2026-01-01', '2026-12-31').length, 12);
  assert.deepEqual(months('2026-01-01', '2026-12-31', 3), ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01']);
  assert.deepEqual(months('2026-11-15', '2027-01-02'), ['2026-12-01', '2027-01-01']);
});
