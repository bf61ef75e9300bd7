import { Client } from '../lib/api/client.ts';
import { all, type Load } from '../lib/api/load.svelte.ts';
import { Refused } from '../lib/api/problem.ts';
import type { School, Submission, Transfer } from '../lib/api/types.ts';
import { Formats } from '../lib/format/format.ts';
import { language } from '../lib/i18n/language.svelte.ts';
import { Router } from '../lib/router/router.svelte.ts';
import { session } from '../lib/session/session.svelte.ts';
import { told } from '../lib/ui/problem.ts';
import { toasts } from '../lib/ui/toasts.svelte.ts';

export const client = new Client(session, () => language.current);

export const router = new Router([
  '/',
  '/lists',
  '/lists/:id',
  '/pupils',
  '/pupils/:id',
  '/print/pupils',
  '/print/visits/:id',
  '/transfers',
  '/cards',
  '/complaints',
  '/visits',
  '/visits/:id',
  '/help',
  '/account',
] as const);

/** The school whose work is done here, and how its days are written. */
class Place {
  school = $state.raw<School | null>(null);
  zone = $state('Asia/Makassar');
  /** Transfers that wait for this school: shown beside the menu. */
  waiting = $state(0);

  get formats(): Formats {
    return new Formats(language.current, this.zone);
  }

  /** The school of this account, or one that an office chose. */
  async enter(id: string): Promise<void> {
    const school = await client.get('/v1/schools/{school_id}', { path: { school_id: id } });
    const region = await client.get('/v1/regions/{region_code}', { path: { region_code: school.region_code } });
    this.zone = region.time_zone ?? this.zone;
    this.school = school;
    await this.count();
  }

  /** How many wait is a hint beside the menu; where it cannot be had, nothing is said. */
  async count(): Promise<void> {
    const open = await transfers('open').catch(() => ({ items: [] }));
    this.waiting = open.items.filter((transfer) => transfer.from_school_id === this.id).length;
  }

  leave(): void {
    this.school = null;
    this.waiting = 0;
    lastSent.file = null;
  }

  get id(): string {
    return this.school?.id ?? '';
  }

  /** The office at work for a school: what it does is marked as such. */
  get onBehalf(): boolean {
    return session.who !== null && session.who.school_id !== this.id;
  }
}

export const place = new Place();

const MOST_TRANSFERS = 1000;

/** Transfers on either side of this school, newest first. */
export function transfers(
  state: Transfer['state'] | null,
  signal?: AbortSignal,
): Promise<{ items: Transfer[]; more: boolean }> {
  const query = { school_id: place.id, state, limit: 200 };
  return all(
    (cursor) =>
      client.get('/v1/transfers', { query: { ...query, cursor: cursor ?? null }, ...(signal ? { signal } : {}) }),
    MOST_TRANSFERS,
  );
}

/** The file sent last in this page's life: it can be checked in the other way without being looked for again. */
export const lastSent: { file: File | null; submission: Submission['id'] } = { file: null, submission: '' };

/** Whoever signs in next starts at the first page, not where somebody else was. */
export async function signOut(): Promise<void> {
  await session.signOut();
  router.go('/');
}

/**
 * Does something that changes what is shown. A refusal because somebody else was faster shows the latest instead; any
 * other is told. Answers whether it was done.
 */
export async function carryOut(deed: () => Promise<unknown>, stale?: Load<unknown>): Promise<boolean> {
  try {
    await deed();
    return true;
  } catch (failure) {
    toasts.bad(told(failure));
    if (failure instanceof Refused && [404, 409, 412].includes(failure.status)) await stale?.again();
    return false;
  }
}
