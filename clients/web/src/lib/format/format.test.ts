import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, daysBetween, Formats } from './format.ts';
import { grouped } from './grouped.ts';

test('a birth date is the same day in every zone of the reader', () => {
  for (const zone of ['Asia/Makassar', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    assert.equal(new Formats('id', zone).day('2010-02-28'), '28 Februari 2010');
  }
});

test('an instant is told in the zone of the region, whose name is said', () => {
  const formats = new Formats('id', 'Asia/Makassar');
  assert.equal(formats.clock('2026-12-07T23:30:00Z'), '07.30 WITA');
  assert.equal(formats.today(new Date('2026-11-24T16:30:00Z')), '2026-11-25');
});

test('a local time is written as the language writes times', () => {
  assert.equal(new Formats('id', 'Asia/Makassar').time('07:30'), '07.30');
  assert.equal(new Formats('en', 'Asia/Makassar').time('07:30:00'), '07:30');
});

test('what is not known is a dash', () => {
  const formats = new Formats('id', 'Asia/Makassar');
  assert.deepEqual([formats.day(null), formats.instant(undefined), formats.time('')], ['–', '–', '–']);
});

test('days are counted over leap days and years', () => {
  assert.equal(addDays('2028-02-28', 2), '2028-03-01');
  assert.equal(daysBetween('2026-12-30', '2027-01-02'), 3);
});

test('groups and their members keep their order', () => {
  const groups = grouped(['b1', 'a1', 'b2'], (name) => name.charAt(0));
  assert.deepEqual(groups, [
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
