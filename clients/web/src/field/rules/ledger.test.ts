import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageOn, groups, isFound, ledger, places, type KeptPack } from './ledger.ts';
import {
  PRECEDENCE,
  rank,
  reasonsFor,
  recordingAge,
  type Item,
  type Outcome,
  type Pack,
  type Pupil,
} from './outcomes.ts';
import type { Entry, Head } from './records.ts';

function pupil(id: string, more: Partial<Pupil> = {}): Pupil {
  return {
    student_id: id,
    name: `MURID ${id}`,
    sex: 'P',
    birth_date: '2009-01-15',
    class_group: 'XI 1',
    slot_start: '08:00',
    slot_end: '09:00',
    recorded: 'no',
    outcome: null,
    walk_in: false,
    ...more,
  };
}

function kept(roster: Pupil[], checked_at = 100): KeptPack {
  return { pack: { visit: { id: 'v' }, roster } as unknown as Pack, checked_at };
}

function entry(id: string, outcome: Outcome, who: string | null, head: Partial<Head> = {}): Entry {
  const item = { id, outcome, visit_id: 'v', ...(who ? { student_id: who } : { student: { name: 'TAMU' } }) } as Item;
  return {
    head: { id, owner: 'o', state: 'device', send_after: 0, ...head },
    body: { item, name: who ?? 'TAMU', class_group: null },
  };
}

test('outcomes and those not yet seen add up to the roster, each person in one place', () => {
  const roster = [pupil('a'), pupil('b', { outcome: 'absent' }), pupil('c'), pupil('d')];
  const entries = [
    entry('1', 'failed', 'a'),
    entry('2', 'recorded', 'a'),
    entry('3', 'absent', 'a'),
    entry('4', 'deferred', 'c'),
    entry('5', 'recorded', null),
    entry('6', 'recorded', 'd', { state: 'refused' }),
  ];
  const counts = ledger(places(kept(roster), entries));
  const sum = PRECEDENCE.reduce((total, outcome) => total + counts.outcomes[outcome], counts.not_yet_seen);
  assert.equal(sum, counts.roster);
  assert.deepEqual([counts.roster, counts.not_yet_seen], [5, 1]);
  assert.deepEqual([counts.outcomes.recorded, counts.outcomes.absent, counts.outcomes.deferred], [2, 1, 1]);
});

test('a walk-in whom the service has found has one place with the roster', () => {
  const walkIn = entry('1', 'recorded', null, { state: 'received', person: 'z', received_at: 50 });
  const found = places(kept([pupil('z', { outcome: 'recorded', walk_in: true })]), [walkIn]);
  assert.equal(found.length, 1);
  assert.equal(places(kept([]), [walkIn]).length, 1);
});

test('what was taken back at the service does not stand again here', () => {
  const received = entry('1', 'recorded', 'a', { state: 'received', received_at: 50 });
  assert.equal(places(kept([pupil('a')], 100), [received])[0]?.outcome, null);
  assert.equal(places(kept([pupil('a')], 40), [received])[0]?.outcome, 'recorded');
});

test('somebody recorded before is known before it happens again', () => {
  const [here, elsewhere, noted, fresh] = places(
    kept([pupil('a', { recorded: 'here' }), pupil('b', { recorded: 'elsewhere' }), pupil('c'), pupil('d')]),
    [entry('1', 'recorded', 'c')],
  );
  assert.deepEqual([here?.recorded, elsewhere?.recorded, noted?.recorded, fresh?.recorded], [true, true, true, false]);
});

test('groups stand by slot and class, without a class last', () => {
  const roster = [
    pupil('a', { class_group: null, slot_start: null, slot_end: null }),
    pupil('b', { class_group: 'XI 2', slot_start: '09:00', slot_end: '10:00' }),
    pupil('c'),
    pupil('d', { slot_end: '09:30' }),
  ];
  const made = groups(places(kept(roster), []));
  assert.deepEqual(
    made.map((group) => [group.class_group, group.slot_end, group.places.length]),
    [
      ['XI 1', '09:30', 2],
      ['XI 2', '10:00', 1],
      [null, null, 1],
    ],
  );
});

test('a name is found by the beginnings of its words, whatever marks it bears', () => {
  assert.ok(isFound("NUR'AINI Fitriyah", 'nuraini fit'));
  assert.ok(isFound('José Rizal', 'rizal jose'));
  assert.ok(!isFound('SITI AMINAH', 'minah'));
  assert.ok(isFound('SITI AMINAH', ' '));
});

test('an age is counted in full years, born 29 February on 1 March', () => {
  assert.deepEqual([ageOn('2010-02-28', '2026-02-27'), ageOn('2010-02-28', '2026-02-28')], [15, 16]);
  assert.deepEqual([ageOn('2008-02-29', '2025-02-28'), ageOn('2008-02-29', '2025-03-01')], [16, 17]);
  assert.equal(ageOn(null, '2026-01-01'), null);
});

test('an outcome that the app does not know yet ranks last, and usual reasons come first', () => {
  assert.equal(rank('something new'), rank(null));
  assert.deepEqual(reasonsFor('refused', ['ill', 'photo_refused', 'other']), ['photo_refused', 'other', 'ill']);
});

test('the age of recording is what the pack says, and 16 where an older service says none', () => {
  const age = (more: object) => recordingAge({ ...more } as Pack);
  assert.deepEqual([age({ recording_age: 17 }), age({}), age({ recording_age: null })], [17, 16, 16]);
});
