import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perSchool, ranked } from './ranking.ts';

const due = (key: string, eligible: number) => ({
  key,
  name: key,
  eligible,
  becoming_eligible_90d: 1,
  eligible_rows_url: null,
});
const covered = (key: string) => ({ key, name: key, listed: 4, recorded: 1, percent: 25, recorded_rows_url: null });

test('schools whose pupils may miss their date come first, then those with most to do, then by name', () => {
  const late = perSchool([{ school_id: 'C' }, { school_id: 'C' }, { school_id: null }]);
  const lines = ranked([due('A', 5), due('B', 9), due('C', 1), due('D', 5)], [covered('A')], late);
  assert.deepEqual(
    lines.map(({ key, late }) => [key, late]),
    [
      ['C', 2],
      ['B', 0],
      ['A', 0],
      ['D', 0],
    ],
  );
});

test('a school that only the coverage names is not lost, and without an action list nothing is claimed of it', () => {
  const lines = ranked([], [covered('A')], null);
  assert.deepEqual(
    lines.map(({ key, late, listed, eligible }) => [key, late, listed, eligible]),
    [['A', null, 4, 0]],
  );
});
