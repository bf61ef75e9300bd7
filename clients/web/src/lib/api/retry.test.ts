import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayRepeat, pause } from './retry.ts';

test('what only reads, and what carries its own id, is sent again when the service is away', () => {
  for (const status of [undefined, 429, 502, 503, 504]) {
    assert.equal(mayRepeat({ method: 'GET', named: false, status, sent: 1 }), true);
    assert.equal(mayRepeat({ method: 'POST', named: true, status, sent: 1 }), true);
    assert.equal(mayRepeat({ method: 'POST', named: false, status, sent: 1 }), false);
  }
});

test('a refusal is never sent again, and nothing is sent more than three times', () => {
  assert.equal(mayRepeat({ method: 'GET', named: false, status: 422, sent: 1 }), false);
  assert.equal(mayRepeat({ method: 'GET', named: false, status: 500, sent: 1 }), false);
  assert.equal(mayRepeat({ method: 'GET', named: false, status: 503, sent: 3 }), false);
});

test('waiting grows, follows the service, and ends where a person would not wait', () => {
  assert.deepEqual([pause(1, null), pause(2, null)], [400, 800]);
  assert.equal(pause(1, '2'), 2000);
  assert.equal(pause(1, '60'), null);
});
