import { place } from '../../app.svelte.ts';
import { named, say, type Key } from '../../words.registry.ts';
import { schoolName } from './lists.ts';
import type { Person } from './types.ts';

/** A fact of both people side by side. */
export interface Line {
  label: string;
  first: string | null;
  second: string | null;
  /** Both are known, and they are not the same. */
  differs: boolean;
}

const FACTS: readonly (readonly [Key, (person: Person) => string | null])[] = [
  ['pupil.name', (person) => person.name],
  ['pupil.sex', (person) => person.sex && named('sex', person.sex)],
  ['pupil.birthPlace', (person) => person.birth_place],
  ['pupil.birthDate', (person) => person.birth_date && place.formats.day(person.birth_date)],
  ['list.school', (person) => person.school_id && schoolName(person.school_id)],
  ['pupil.class', (person) => person.class_group],
  ['pupil.nik', (person) => person.nik_masked],
  ['pupil.nisn', (person) => person.nisn],
  ['pupil.recorded', (person) => named('recorded', person.recorded)],
  ['pupil.status', (person) => named('status', person.status)],
];

/** What is known of either, line by line. */
export function compared(first: Person, second: Person): Line[] {
  return FACTS.map(([label, tell]) => {
    const [one, other] = [tell(first), tell(second)];
    return { label: say(label), first: one, second: other, differs: one !== null && other !== null && one !== other };
  }).filter((line) => line.first !== null || line.second !== null);
}

export function percent(score: number): string {
  return place.formats.number(Math.round(score * 100));
}
