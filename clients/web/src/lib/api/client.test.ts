import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from './client.ts';

test('an address is filled, encoded, and says only what was said', () => {
  const ask = { path: { id: 'a/b' }, query: { code: 'E_NAME_EMPTY', outcome: null, cursor: '', limit: 50 } };
  assert.equal(address('/v1/submissions/{id}/rows', ask), '/v1/submissions/a%2Fb/rows?code=E_NAME_EMPTY&limit=50');
});

test('a forgotten parameter is an error, never an address', () => {
  assert.throws(() => address('/v1/visits/{id}', {}), /lacks id/);
});
