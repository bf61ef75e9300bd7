import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visit } from './types.ts';
import { declined, may, onDay } from './visits.ts';

const visit = {
  state: 'confirmed',
  reason: null,
  starts_at: '2027-01-04T23:30:00Z',
  ends_at: '2027-01-05T06:00:00Z',
} as unknown as Visit;

test('only what the state allows is offered', () => {
  assert.equal(may(visit, 'start'), true);
  assert.equal(may(visit, 'propose'), false);
});

test('a visit keeps its hours on another day', () => {
  assert.deepEqual(onDay(visit, '2027-01-12', 'Asia/Makassar'), {
    starts_at: '2027-01-12T07:30:00+08:00',
    ends_at: '2027-01-12T14:00:00+08:00',
  });
});

test('a draft with a reason was declined by the school', () => {
  assert.equal(declined({ ...visit, state: 'draft', reason: 'ujian' }), true);
  assert.equal(declined({ ...visit, state: 'draft' }), false);
});
