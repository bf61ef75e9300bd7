import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemFrom, Refused } from './problem.ts';

test('a refusal keeps its code, its faults and what it says beside', () => {
  const problem = { code: 'submissions.missing_unconfirmed', detail: 'x', missing: 91, errors: [] };
  const refused = new Refused(problemFrom(422, JSON.stringify(problem)));
  assert.equal(refused.code, 'submissions.missing_unconfirmed');
  assert.equal(refused.status, 422);
  assert.equal(refused.problem['missing'], 91);
});

test('what a proxy answers is a problem too', () => {
  const problem = problemFrom(502, '<html>Bad gateway</html>');
  assert.deepEqual([problem.status, problem.code, problem.errors], [502, 'http_502', []]);
});

test('the message of a field is found by its name', () => {
  const errors = [{ pointer: '/nisn', code: 'field.invalid', message: 'Salah.' }];
  const refused = new Refused(problemFrom(422, JSON.stringify({ errors })));
  assert.equal(refused.fault('nisn'), 'Salah.');
  assert.equal(refused.fault('grade'), undefined);
});
