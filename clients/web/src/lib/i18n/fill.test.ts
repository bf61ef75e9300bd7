import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill } from './fill.ts';

test('values stand where a text names them', () => {
  assert.equal(fill('{n} siswa di {school}', { n: 3, school: 'SMAN 1' }), '3 siswa di SMAN 1');
});

test('one is one, whether it comes as a number or written', () => {
  const text = '{n} {n|pupil|pupils}';
  assert.equal(fill(text, { n: 1 }), '1 pupil');
  assert.equal(fill(text, { n: '1' }), '1 pupil');
  assert.equal(fill(text, { n: 0 }), '0 pupils');
  assert.equal(fill(text, { n: '1.200' }), '1.200 pupils');
});

test('a name without a value stays readable as a mistake', () => {
  assert.equal(fill('Halo {who}'), 'Halo {who}');
});
