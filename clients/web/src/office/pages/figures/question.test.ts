import assert from 'node:assert/strict';
import { test } from 'node:test';
import { back, instant, minute, read, rowsPage, yearBefore } from './question.ts';

test('an address is read, and what is no question in it is passed over', () => {
  const asked = read(new URLSearchParams('measure=in_year&cohort=2025&as_of=2026-11-24&known=2026-11-20T08:00'));
  assert.deepEqual(asked, {
    region: null,
    measure: 'in_year',
    cohort: '2025',
    asOf: '2026-11-24',
    known: '2026-11-20T08:00',
  });
  const odd = read(new URLSearchParams('measure=both&cohort=x&as_of=kemarin&known=1&region=63.11.07'));
  assert.deepEqual(odd, { region: null, measure: 'cohort', cohort: null, asOf: null, known: null });
});

test('an instant is that of the region’s clock', () => {
  assert.equal(instant('2026-11-20T08:00', 'Asia/Makassar'), '2026-11-20T08:00:00+08:00');
  assert.equal(instant('2026-11-20T08:00', 'Asia/Jakarta'), '2026-11-20T08:00:00+07:00');
  assert.equal(instant(null, 'Asia/Jakarta'), null);
  assert.equal(minute(new Date('2026-11-20T00:05:00Z'), 'Asia/Jayapura'), '2026-11-20T09:05');
});

test('a year ago is the same day, or the last of February', () => {
  assert.equal(yearBefore('2026-11-24'), '2025-11-24');
  assert.equal(yearBefore('2028-02-29'), '2027-02-28');
});

test('the rows behind a figure keep its whole question', () => {
  const url = '/v1/students?figure=listed&region_code=63.11&as_of=2026-11-24&cohort=2026';
  assert.equal(rowsPage(url), '#/figures/rows?figure=listed&region_code=63.11&as_of=2026-11-24&cohort=2026');
  assert.match(rowsPage(url, 'handed_over') ?? '', /figure=handed_over&/);
  assert.equal(rowsPage(null), undefined);
});

test('from the rows one returns to the question that was asked, and to today where it was today’s', () => {
  const today = '2026-11-24';
  const rows = new URLSearchParams('figure=listed&region_code=63.11&as_of=2026-11-24&cohort=2026');
  assert.equal(back(rows, today, 'Asia/Makassar'), '/figures?region=63.11');
  const past = 'figure=recorded&as_of=2025-06-30&cohort=2026&measure=in_year&known_at=2026-11-20T00:00:00Z';
  assert.equal(
    back(new URLSearchParams(past), today, 'Asia/Makassar'),
    '/figures?measure=in_year&cohort=2026&as_of=2025-06-30&known=2026-11-20T08%3A00',
  );
});
