import { Client } from '../lib/api/client.ts';
import type { School } from '../lib/api/types.ts';
import { Formats } from '../lib/format/format.ts';
import { language } from '../lib/i18n/language.svelte.ts';
import { Router } from '../lib/router/router.svelte.ts';
import { session } from '../lib/session/session.svelte.ts';

export const client = new Client(session, () => language.current);

export const router = new Router([
  '/',
  '/lists',
  '/lists/:id',
  '/pupils',
  '/pupils/:id',
  '/print/pupils',
  '/transfers',
  '/visits',
  '/visits/:id',
  '/help',
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

  async count(): Promise<void> {
    const open = await client
      .coming('GET /v1/transfers', { query: { state: 'open', direction: 'outgoing', limit: 100 } })
      .catch(() => null);
    this.waiting = open?.items.filter((transfer) => transfer.from_school_id === this.id).length ?? 0;
  }

  leave(): void {
    this.school = null;
    this.waiting = 0;
  }

  get id(): string {
    return this.school?.id ?? '';
  }
}

export const place = new Place();
