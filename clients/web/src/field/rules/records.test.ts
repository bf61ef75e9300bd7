import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, due, expired, HOLD_MS, KEPT_MS, pauseAfter, reconciled, toReconcile, type Head } from './records.ts';

const NOW = 1_800_000_000_000;

function head(id: string, state: Head['state'], more: Partial<Head> = {}): Head {
  return { id, owner: 'o', state, send_after: NOW, ...more };
}

test('what can still be undone waits, unless somebody asks to send now', () => {
  const heads = [head('2', 'sent'), head('1', 'device'), head('3', 'device', { send_after: NOW + 1000 })];
  const ids = (force: boolean) => due(heads, NOW, force).map((one) => one.id);
  assert.deepEqual(ids(false), ['1', '2']);
  assert.deepEqual(ids(true), ['1', '2', '3']);
});

test('a clock that was set back holds nothing for ever', () => {
  assert.equal(due([head('1', 'device', { send_after: NOW + HOLD_MS + 1 })], NOW, false).length, 1);
});

test('every answer of the service has its state', () => {
  const state = (status: 'created' | 'replayed' | 'duplicate' | 'conflict' | 'parked' | 'invalid') =>
    answered({ id: '1', status }, NOW).state;
  assert.deepEqual(
    [state('created'), state('replayed'), state('duplicate'), state('parked'), state('conflict'), state('invalid')],
    ['received', 'received', 'received', 'parked', 'refused', 'refused'],
  );
  assert.equal(answered({ id: '1', status: 'replayed', first: 'duplicate' }, NOW).duplicate, true);
});

test('what the service does not know is sent again, and what never left is not asked about', () => {
  const heads = [
    head('1', 'received'),
    head('2', 'parked'),
    head('3', 'device'),
    head('4', 'sent'),
    head('5', 'refused'),
  ];
  assert.deepEqual(toReconcile(heads), ['4', '2', '1']);
  const changes = reconciled(heads, { held: ['2', '4'], unknown: ['1'], parked: [] }, NOW);
  assert.deepEqual(
    changes.map(({ id, state }) => [id, state]),
    [
      ['1', 'sent'],
      ['2', 'received'],
      ['4', 'received'],
    ],
  );
});

test('only what the service has had for 30 days leaves the device', () => {
  const old = { received_at: NOW - KEPT_MS - 1 };
  const heads = [
    head('1', 'received', old),
    head('2', 'received', { received_at: NOW - KEPT_MS + 1 }),
    head('3', 'sent', old),
    head('4', 'refused', old),
    head('5', 'parked', old),
  ];
  assert.deepEqual(expired(heads, NOW), ['1', '5']);
});

test('pauses double, are spread, and end at five minutes', () => {
  assert.deepEqual([pauseAfter(1, 0), pauseAfter(1, 1), pauseAfter(3, 1)], [1000, 2000, 8000]);
  assert.equal(pauseAfter(500, 1), 300_000);
});
