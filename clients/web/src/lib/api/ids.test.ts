import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './ids.ts';

test('an id is a UUID of version 7 that begins with its time', () => {
  const at = Date.UTC(2026, 10, 24);
  const id = newId(at);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(Number.parseInt(id.replace('-', '').slice(0, 12), 16), at);
});

test('later ids sort later, and no two are alike', () => {
  assert.ok(newId(1000) < newId(2000));
  assert.notEqual(newId(1000), newId(1000));
});
