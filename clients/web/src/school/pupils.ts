import { all } from '../lib/api/load.svelte.ts';
import type { Student } from '../lib/api/types.ts';
import { addDays } from '../lib/format/format.ts';
import { client, place } from './app.svelte.ts';

export const SHOWS = ['due', 'everyone', 'done', 'leaving'] as const;
export type Show = (typeof SHOWS)[number];
export const WHENS = ['0', '30', '90', '180'] as const;

/** Which pupils: kept in the page's address. A searched name is not, so that it stays in nobody's history. */
export interface Wanted {
  show: Show;
  /** Days from today on which they are due. */
  when: string;
  /** A class; '' for all of them. */
  group: string;
}

/** Far above the largest school of the country. */
const MOST = 5000;

export function wantedFrom(query: URLSearchParams): Wanted {
  const show = SHOWS.find((one) => one === query.get('show')) ?? 'due';
  const when = WHENS.find((one) => one === query.get('when')) ?? '0';
  return { show, when, group: query.get('class') ?? '' };
}

export function addressOf(path: string, { show, when, group }: Wanted): string {
  const query = new URLSearchParams();
  if (show !== 'due') query.set('show', show);
  if (show === 'due' && when !== '0') query.set('when', when);
  if (group !== '') query.set('class', group);
  const said = query.toString();
  return said === '' ? path : `${path}?${said}`;
}

export function dayOf(wanted: Wanted): string {
  return addDays(place.formats.today(), wanted.show === 'due' ? Number(wanted.when) : 0);
}

/** The school's pupils as asked for, by class and name. Class and search are picked out by the page. */
export async function pupils(wanted: Wanted, signal: AbortSignal): Promise<{ items: Student[]; more: boolean }> {
  const query = {
    school_id: place.id,
    limit: 500,
    ...(wanted.show === 'due' ? { eligible: true, as_of: wanted.when === '0' ? null : dayOf(wanted) } : {}),
    ...(wanted.show === 'leaving' ? { status: 'left_candidate' as const } : {}),
  };
  const found = await all(
    (cursor) => client.get('/v1/students', { query: { ...query, cursor: cursor ?? null }, signal }),
    MOST,
  );
  return wanted.show === 'done' ? { ...found, items: found.items.filter((pupil) => pupil.recorded !== 'no') } : found;
}

/** Names of the classes, in the order of the list. */
export function classesOf(items: readonly Student[]): string[] {
  return [...new Set(items.map((pupil) => pupil.class_group ?? ''))].filter((name) => name !== '');
}

/** Those of a class whose name or NISN holds what was typed. */
export function picked(items: readonly Student[], group: string, q: string): Student[] {
  const sought = q.trim().toLocaleUpperCase('id');
  return items.filter(
    (pupil) =>
      (group === '' || pupil.class_group === group) &&
      (sought === '' || pupil.name.toLocaleUpperCase('id').includes(sought) || (pupil.nisn ?? '').includes(sought)),
  );
}
