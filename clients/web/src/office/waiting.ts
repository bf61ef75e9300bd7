import { client, place } from './app.svelte.ts';
import type { Listed } from '../lib/api/types.ts';
import { named, say, type Key } from './words.ts';

/** One thing that waits, whatever list it comes from. */
export interface Row {
  id: string;
  who: string;
  school: string | null;
  what: string;
  since: string;
}

type Fetch = (page: { limit: number; cursor: string | null }, signal: AbortSignal) => Promise<Listed<Row>>;

/** Lists that have no page of their own yet, as their rows. */
export interface Waiting {
  title: Key;
  /** What the day of a row says. */
  day: Key;
  fetch: Fetch;
}

/** Days ahead for which cards should be ready. */
export const SOON = 30;

export const WAITING: Record<string, Waiting> = {
  parked: {
    title: 'home.parked',
    day: 'waiting.captured',
    fetch: async (page, signal) =>
      rows(await client.get('/v1/recordings/parked', { query: page, signal }), (each) => ({
        id: each.id,
        who: each.student?.name ?? '–',
        school: each.school_id ?? each.student?.school_id ?? null,
        what: named('parked', each.parked_code ?? each.outcome),
        since: place.formats.instant(each.captured_at),
      })),
  },
  complaints: {
    title: 'home.complaints',
    day: 'waiting.due',
    fetch: async (page, signal) =>
      rows(await client.get('/v1/complaints', { query: { ...region(), ...page, overdue: true }, signal }), (each) => ({
        id: each.id,
        who: `${each.ticket}: ${each.subject}`,
        school: each.school_id,
        what: named('complaint', each.state),
        since: place.formats.instant(each.due_at ?? each.verify_by),
      })),
  },
  'data-requests': {
    title: 'home.requestsOfPeople',
    day: 'waiting.due',
    fetch: async (page, signal) =>
      rows(
        await client.get('/v1/data-requests', { query: { ...region(), ...page, state: 'open' }, signal }),
        (each) => ({
          id: each.id,
          who: each.asked_by ?? '–',
          school: null,
          what: named('dataRequest', each.kind) + (each.overdue ? `, ${say('waiting.overdue')}` : ''),
          since: place.formats.instant(each.due_at),
        }),
      ),
  },
};

function region(): { region_code: string } {
  return { region_code: place.code };
}

function rows<T>(page: Listed<T>, row: (each: T) => Row): Listed<Row> {
  return { items: page.items.map(row), next_cursor: page.next_cursor ?? null };
}
