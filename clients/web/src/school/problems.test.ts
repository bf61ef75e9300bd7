import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from './problems.ts';

function problem(code: string, severity: 'error' | 'warning' | 'info', cell: string | null = null) {
  return { cell, field: 'nik', code, severity, message: `about ${code}` };
}

test('each problem is counted once a row, the gravest and most frequent first', () => {
  const rows = [
    { problems: [problem('I_NIK_CLEANED', 'info'), problem('W_NIK_EMPTY', 'warning')] },
    { problems: [problem('E_NIK_LENGTH', 'error', 'H17'), problem('E_NIK_LENGTH', 'error', 'H18')] },
    { problems: [problem('E_NAME_EMPTY', 'error')] },
    { problems: [problem('E_NAME_EMPTY', 'error')] },
    { problems: [] },
  ];
  const told = problems(rows).map(({ code, rows: number }) => [code, number]);
  assert.deepEqual(told, [
    ['E_NAME_EMPTY', 2],
    ['E_NIK_LENGTH', 1],
    ['W_NIK_EMPTY', 1],
    ['I_NIK_CLEANED', 1],
  ]);
});
