import assert from 'node:assert/strict';
import { test } from 'node:test';
import { match } from './match.ts';

const PATTERNS = ['/', '/lists', '/lists/:id', '/print/visits/:id'] as const;

test('an address finds its pattern, its parameters and its query', () => {
  const found = match(PATTERNS, '/lists/abc?outcome=rejected');
  assert.equal(found?.pattern, '/lists/:id');
  assert.deepEqual(found?.params, { id: 'abc' });
  assert.equal(found?.query.get('outcome'), 'rejected');
});

test('the empty address is the first page, and an unknown one is none', () => {
  assert.equal(match(PATTERNS, '/')?.pattern, '/');
  assert.equal(match(PATTERNS, '/lists/abc/def'), undefined);
});

test('a parameter that is wrongly encoded is taken as it is', () => {
  assert.deepEqual(match(PATTERNS, '/lists/%E0%A4%A')?.params, { id: '%E0%A4%A' });
});
