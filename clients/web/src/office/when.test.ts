import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, instantOf, mondayOf, timeOf } from './when.ts';

test('a time of the region becomes an instant and comes back', () => {
  const instant = instantOf('2027-01-05', '07:30', 'Asia/Makassar');
  assert.equal(instant, '2027-01-05T07:30:00+08:00');
  assert.equal(dayOf(instant, 'Asia/Makassar'), '2027-01-05');
  assert.equal(timeOf(instant, 'Asia/Makassar'), '07:30');
  assert.equal(instantOf('2027-01-05', '07:30:00', 'Asia/Jayapura'), '2027-01-05T07:30:00+09:00');
});

test('an instant before midnight of Greenwich is the next day here', () => {
  assert.equal(dayOf('2027-01-04T23:30:00Z', 'Asia/Makassar'), '2027-01-05');
});

test('a week begins on Monday', () => {
  assert.equal(mondayOf('2027-01-03'), '2026-12-28');
  assert.equal(mondayOf('2027-01-04'), '2027-01-04');
});
