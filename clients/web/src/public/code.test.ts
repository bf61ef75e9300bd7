import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeWithin, isCode } from './code.ts';

const CODE = '0123456789ABCDEF';

test('a slip leads to our own address with the code behind the sign', () => {
  assert.equal(codeWithin(`https://ktp.example.go.id/k#${CODE}`), CODE);
  assert.equal(codeWithin(CODE), CODE);
});

test('a code is one however it is typed', () => {
  assert.ok(isCode('0123-4567-89ab-cdef'));
  assert.ok(isCode('oil3 4567 89AB CDEF'));
});

test('any other QR is none of ours', () => {
  for (const text of ['https://example.com/', 'WIFI:S:sekolah;;', `${CODE}0`, CODE.slice(1), 'U'.repeat(16), '']) {
    assert.equal(codeWithin(text), undefined, text);
  }
});
