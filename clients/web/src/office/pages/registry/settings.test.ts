import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsed, placeholders, stands, withLine } from './settings.ts';

const line = (region_code: string, valid_from: string, value: number) => ({
  key: 'recording_age',
  region_code,
  valid_from,
  value,
});

test('the nearest region’s latest entry holds, not the latest of all', () => {
  const items = [line('00', '2000-01-01', 16), line('00', '2026-06-01', 17), line('63.11', '2026-01-01', 15)];
  const [found] = stands(items, '63.11', '2026-11-24');
  assert.equal(found?.today.value, 15);
  assert.equal(found?.own.length, 1);
});

test('an entry of a coming day is planned, and does not hold yet', () => {
  const items = [line('00', '2000-01-01', 16), line('63.11', '2027-01-01', 15)];
  const [found] = stands(items, '63.11', '2026-11-24');
  assert.equal(found?.today.value, 16);
  assert.deepEqual(
    found?.planned.map((one) => one.value),
    [15],
  );
});

test('a second entry from the same day takes the place of the first', () => {
  const own = withLine([line('63.11', '2027-01-01', 15)], line('63.11', '2027-01-01', 17));
  assert.deepEqual(
    own.map((one) => one.value),
    [17],
  );
});

test('the wording of a message is no time of day', () => {
  const like = 'Yth. {school}, {date} pukul {clock}, {date}.';
  assert.equal(parsed(' {date}:\n{clock} ', like, 'message_text_visit_moved'), '{date}: {clock}');
  assert.equal(parsed('  ', like, 'message_text_visit_moved'), null);
  assert.equal(placeholders(like), '{school}, {date}, {clock}');
  assert.equal(placeholders('Halo'), '');
});

test('what is typed keeps the kind of what it replaces', () => {
  assert.equal(parsed('1,5', 1.4), 1.5);
  assert.equal(parsed('07.30', '06:30'), '07:30');
  assert.equal(parsed('7', '06:30'), null);
  assert.equal(parsed('', 3), null);
  assert.equal(parsed('true', false), true);
});
