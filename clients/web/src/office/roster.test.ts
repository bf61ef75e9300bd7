import assert from 'node:assert/strict';
import { test } from 'node:test';
import { added, asItems, moved, removed, type Line } from './roster.ts';

const AYU: Line = { id: 'a', name: 'AYU', group: 'XI 1', start: '07:30', end: '07:40' };
const BUDI: Line = { id: 'b', name: 'BUDI', group: '', start: '07:40', end: '07:50' };

test('nobody stands on a roster twice', () => {
  assert.deepEqual(added([AYU], AYU), [AYU]);
  assert.deepEqual(added([AYU], BUDI), [AYU, BUDI]);
});

test('whoever changes place comes at the time of that place', () => {
  assert.deepEqual(moved([AYU, BUDI], 'a', 1), [
    { ...BUDI, start: '07:30', end: '07:40' },
    { ...AYU, start: '07:40', end: '07:50' },
  ]);
  assert.deepEqual(moved([AYU, BUDI], 'a', -1), [AYU, BUDI]);
  assert.deepEqual(moved([AYU, BUDI], 'b', 1), [AYU, BUDI]);
});

test('times are told only when they were written by hand', () => {
  assert.deepEqual(asItems([BUDI], false), [{ student_id: 'b', class_group: null, slot_start: null, slot_end: null }]);
  const [ayu] = asItems(removed([AYU, BUDI], 'b'), true);
  assert.deepEqual([ayu?.slot_start, ayu?.slot_end], ['07:30', '07:40']);
});
