import { Client } from '../lib/api/client.ts';
import { all, type Load } from '../lib/api/load.svelte.ts';
import { Refused } from '../lib/api/problem.ts';
import type { Region, School } from '../lib/api/types.ts';
import { Formats } from '../lib/format/format.ts';
import { language } from '../lib/i18n/language.svelte.ts';
import { Router } from '../lib/router/router.svelte.ts';
import { session } from '../lib/session/session.svelte.ts';
import { told } from '../lib/ui/problem.ts';
import { toasts } from '../lib/ui/toasts.svelte.ts';
import { cardRoutes } from './pages/cards/routes.ts';
import { figureRoutes } from './pages/figures/routes.ts';
import { registryRoutes } from './pages/registry/routes.ts';
import { voiceRoutes } from './pages/voice/routes.ts';
import type { Kit, Team } from './types.ts';

export const client = new Client(session, () => language.current);

export const router = new Router<string>([
  '/',
  '/schools',
  '/schools/:id',
  '/board',
  '/visits',
  '/visits/:id',
  '/visits/:id/roster',
  '/requests',
  '/action-list',
  '/teams',
  '/waiting/:what',
  '/account',
  ...figureRoutes.map((route) => route.pattern),
  ...cardRoutes.map((route) => route.pattern),
  ...registryRoutes.map((route) => route.pattern),
  ...voiceRoutes.map((route) => route.pattern),
]);

/** More schools than any regency of the country has at these levels. */
const MOST = 2000;

/** The region whose work is done here, with what nearly every page names: its schools, teams and kits. */
class Place {
  region = $state.raw<Region | null>(null);
  schools = $state.raw<ReadonlyMap<string, School>>(new Map());
  teams = $state.raw<readonly Team[]>([]);
  kits = $state.raw<readonly Kit[]>([]);

  get formats(): Formats {
    return new Formats(language.current, this.zone);
  }

  get zone(): string {
    return this.region?.time_zone ?? 'Asia/Makassar';
  }

  get code(): string {
    return this.region?.region_code ?? '';
  }

  get admin(): boolean {
    return session.who?.role === 'dukcapil_admin';
  }

  /** The account works with people; a viewer reads figures alone. */
  get office(): boolean {
    return this.admin || session.who?.role === 'dukcapil_officer';
  }

  async enter(code: string): Promise<void> {
    const [region, schools] = await Promise.all([
      client.get('/v1/regions/{region_code}', { path: { region_code: code } }),
      all((cursor) => client.get('/v1/schools', { query: { region_code: code, ...page(cursor) } }), MOST),
      this.office ? this.equip(code) : undefined,
    ]);
    this.schools = new Map(schools.items.map((school) => [school.id, school]));
    this.region = region;
  }

  /** Teams and kits, again after one was changed. */
  async equip(code: string = this.code): Promise<void> {
    const [teams, kits] = await Promise.all([
      all((cursor) => client.get('/v1/teams', { query: { region_code: code, ...page(cursor) } }), MOST),
      all((cursor) => client.get('/v1/kits', { query: { region_code: code, ...page(cursor) } }), MOST),
    ]);
    this.teams = teams.items;
    this.kits = kits.items;
  }

  leave(): void {
    this.region = null;
    this.schools = new Map();
    this.teams = [];
    this.kits = [];
  }

  school(id: string | null | undefined): string {
    return (id && this.schools.get(id)?.name) || '–';
  }

  team(id: string | null | undefined): string {
    return this.teams.find((team) => team.id === id)?.name ?? '–';
  }

  kit(id: string): string {
    return this.kits.find((kit) => kit.id === id)?.code ?? '–';
  }
}

export const place = new Place();

function page(cursor: string | undefined): { limit: number; cursor: string | null } {
  return { limit: 200, cursor: cursor ?? null };
}

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
