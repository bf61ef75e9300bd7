import { Client } from '../lib/api/client.ts';
import { newId } from '../lib/api/ids.ts';
import { Refused, SignedOut, Unreachable } from '../lib/api/problem.ts';
import { Formats } from '../lib/format/format.ts';
import { language } from '../lib/i18n/language.svelte.ts';
import { Router } from '../lib/router/router.svelte.ts';
import { session } from '../lib/session/session.svelte.ts';
import { network } from '../lib/ui/network.svelte.ts';
import { told } from '../lib/ui/problem.ts';
import type { KeptPack } from './rules/ledger.ts';
import type { Item } from './rules/outcomes.ts';
import { HOLD_MS, isOnlyHere, isUnsent, pauseAfter, type Body, type Entry, type Head } from './rules/records.ts';
import { clientOf, serviceOf, Stranger } from './service.ts';
import { space } from './space.svelte.ts';
import { openDatabase } from './store/database.ts';
import { deviceId, Left, locked, Store, type Profile } from './store/store.ts';
import { sync, tidy, type Service } from './sync.ts';

export const router = new Router([
  '/',
  '/visits/:id',
  '/visits/:id/walk-in',
  '/records',
  '/device',
  '/sign-in',
] as const);

/** How the last word with the service went. */
export type Link = 'none' | 'ok' | 'unreachable' | 'signIn' | 'stranger' | 'trouble';

const ROLES = ['field_team', 'dukcapil_officer', 'dukcapil_admin'];
const QUIET_MS = 5 * 60_000;
const BUSY_ELSEWHERE_MS = 2000;
const OWED = 'sweet17.field.owed';
const ZONES = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'];

type News = 'records' | 'owner';

/** The work on this device, of whoever signed in here last: shown from the device, brought to the service when it can. */
class Desk {
  state = $state<'starting' | 'unable' | 'outdated' | 'out' | 'wrong' | 'in'>('starting');
  profile = $state.raw<Profile | null>(null);
  packs = $state.raw<KeptPack[]>([]);
  entries = $state.raw<Entry[]>([]);
  link = $state<Link>('none');
  /** What the service said when it had trouble. */
  trouble = $state('');
  busy = $state(false);
  syncedAt = $state<number | null>(null);
  reconciledAt = $state<number | null>(null);
  /** Unsent records of people who signed out. */
  locked = $state(0);
  device = $state('');
  /** The last record made in this tab, while it can be undone at a tap. */
  last = $state.raw<Entry | null>(null);
  #database: IDBDatabase | null = null;
  #store: Store | null = null;
  #service: Service | null = null;
  #channel: BroadcastChannel | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #planned = Number.POSITIVE_INFINITY;
  #failures = 0;
  #running: Promise<void> | null = null;
  #loading = 0;

  get formats(): Formats {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return new Formats(language.current, ZONES.includes(here) ? here : 'Asia/Makassar');
  }

  get unsent(): number {
    return this.entries.filter((entry) => isUnsent(entry.head)).length;
  }

  get onlyHere(): number {
    return this.entries.filter((entry) => isOnlyHere(entry.head)).length;
  }

  async start(): Promise<void> {
    if (!globalThis.isSecureContext || !('indexedDB' in globalThis)) {
      this.state = 'unable';
      return;
    }
    this.#database = await openDatabase(() => (this.state = 'outdated'));
    this.device = await deviceId(this.#database);
    this.#channel = new BroadcastChannel('sweet17.field');
    this.#channel.onmessage = (message: MessageEvent<News>) => {
      void (message.data === 'owner' ? this.#resume() : this.#load());
    };
    addEventListener('online', () => void this.sync());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.sync());
    await this.#resume();
    if (this.#store !== null) return;
    await this.#payOwed();
    await session.start().catch(() => undefined);
    if (session.who !== null) await this.enter();
  }

  /** Takes up work for whoever has just signed in. */
  async enter(): Promise<void> {
    if (this.#database === null || session.who === null) return;
    if (!ROLES.includes(session.who.role)) {
      this.state = 'wrong';
      return;
    }
    const me = await new Client(session, () => language.current).get('/v1/me', {});
    localStorage.removeItem(OWED);
    await Store.enter(this.#database, { id: me.id, name: me.name, username: me.username });
    this.#channel?.postMessage('owner' satisfies News);
    await this.#resume();
    if (router.within('/sign-in')) router.go('/');
  }

  /** Signs out. What exists nowhere but here stays sealed on the device for this account. */
  async leave(): Promise<void> {
    await this.#running?.catch(() => undefined);
    const heard = await session.token().then(
      () => true,
      () => false,
    );
    if (!heard) localStorage.setItem(OWED, '1');
    await session.signOut();
    await this.#store?.leave();
    this.#channel?.postMessage('owner' satisfies News);
    await this.#resume();
    router.go('/');
  }

  /** Keeps what was noted, at once and for good, and sends it when the moment for undoing is over. */
  async record(what: Pick<Item, 'outcome'> & Partial<Item>, name: string, class_group: string | null): Promise<void> {
    const store = this.#store;
    if (store === null) throw new Left();
    const now = Date.now();
    const id = newId(now);
    const item: Item = {
      disability_exception: false,
      ikd_activated: false,
      ...what,
      id,
      captured_at: new Date(now).toISOString(),
      device_id: this.device,
      offline: !network.online || this.link === 'unreachable',
    };
    const head: Head = { id, owner: store.owner, state: 'device', send_after: now + HOLD_MS };
    const body: Body = { item, name, class_group };
    await store.add(head, body);
    this.entries = [...this.entries, { head, body }];
    this.last = { head, body };
    this.#channel?.postMessage('records' satisfies News);
    // Somebody who taps on and on must not push the sending before them.
    if (this.#planned > now + HOLD_MS) this.#plan(HOLD_MS + 100);
  }

  async undo(id: string): Promise<boolean> {
    const done = (await this.#store?.undo(id)) ?? false;
    if (this.last?.head.id === id) this.last = null;
    this.#channel?.postMessage('records' satisfies News);
    await this.#load();
    return done;
  }

  async dismiss(id: string): Promise<void> {
    await this.#store?.dismiss(id);
    this.#channel?.postMessage('records' satisfies News);
    await this.#load();
  }

  /** A round with the service; `force` also sends what could still be undone, and asks what arrived. */
  async sync(force = false): Promise<void> {
    if (this.#running !== null) {
      if (!force) return;
      await this.#running;
    }
    this.#running = this.#round(force).finally(() => (this.#running = null));
    await this.#running;
  }

  async #round(force: boolean): Promise<void> {
    const service = this.#service;
    const store = this.#store;
    if (store === null || service === null) return;
    this.#unplan();
    if (!network.online) return;
    this.busy = true;
    try {
      const options = {
        force,
        now: () => Date.now(),
        today: () => this.formats.today(),
        changed: () => {
          this.#channel?.postMessage('records' satisfies News);
          void this.#load();
        },
      };
      const mine = await alone(force, () => sync(store, service, options));
      this.#failures = 0;
      if (mine) this.link = 'ok';
      await this.#load();
      this.#plan(mine ? this.#next() : BUSY_ELSEWHERE_MS);
    } catch (failure) {
      await this.#failed(failure);
    } finally {
      this.busy = false;
    }
  }

  async #failed(failure: unknown): Promise<void> {
    if (failure instanceof Left) {
      await this.#resume();
      return;
    }
    this.#failures += 1;
    this.trouble = '';
    if (failure instanceof SignedOut) this.link = 'signIn';
    else if (failure instanceof Stranger) this.link = 'stranger';
    else if (failure instanceof Unreachable || isTimeout(failure)) this.link = 'unreachable';
    else {
      this.link = 'trouble';
      this.trouble = told(failure);
    }
    await this.#load();
    const hopeless = failure instanceof SignedOut || failure instanceof Stranger;
    this.#plan(hopeless ? QUIET_MS : pauseAfter(this.#failures));
    const known = hopeless || failure instanceof Refused || failure instanceof Unreachable || isTimeout(failure);
    if (!known) throw failure;
  }

  /** When there is something to do next. */
  #next(): number {
    const held = this.entries.filter((entry) => entry.head.state === 'device').map((entry) => entry.head.send_after);
    return held.length === 0 ? QUIET_MS : Math.max(200, Math.min(...held) - Date.now() + 100);
  }

  #plan(inMs: number): void {
    this.#unplan();
    const wait = Math.min(inMs, QUIET_MS);
    this.#planned = Date.now() + wait;
    this.#timer = setTimeout(() => void this.sync(), wait);
  }

  #unplan(): void {
    clearTimeout(this.#timer);
    this.#planned = Number.POSITIVE_INFINITY;
  }

  async #resume(): Promise<void> {
    if (this.#database === null) return;
    const store = await Store.resume(this.#database);
    if (store?.owner !== this.#store?.owner || store === null) {
      this.#store = store;
      this.#service = store && serviceOf(clientOf(store.owner), this.device);
      this.packs = [];
      this.entries = [];
      this.profile = null;
      this.last = null;
      this.link = 'none';
      this.syncedAt = this.reconciledAt = null;
    }
    if (store === null) {
      this.#unplan();
      this.locked = await locked(this.#database);
      this.state = 'out';
      return;
    }
    // Also where no network comes for weeks: what need not be here any more is not kept for the next to find.
    await tidy(store, { now: () => Date.now(), today: () => this.formats.today() });
    await this.#load();
    this.state = 'in';
    void space.claim();
    void this.sync();
  }

  async #load(): Promise<void> {
    const store = this.#store;
    if (store === null) return;
    const turn = (this.#loading += 1);
    try {
      const [profile, packs, entries, state] = await Promise.all([
        store.profile(),
        store.packs(),
        store.entries(),
        store.state(),
      ]);
      if (turn !== this.#loading || store !== this.#store) return; // a later look has overtaken this one
      this.profile = profile;
      this.packs = packs.sort((a, b) => (a.pack.visit.starts_at < b.pack.visit.starts_at ? -1 : 1));
      this.entries = entries.sort((a, b) => (a.head.id < b.head.id ? -1 : 1));
      this.syncedAt = state.synced_at;
      this.reconciledAt = state.reconciled_at;
    } catch (failure) {
      if (!(failure instanceof Left)) throw failure;
      if (store === this.#store) await this.#resume();
    }
  }

  /** A sign-out without a network left a session behind on the service: ended as soon as it answers. */
  async #payOwed(): Promise<void> {
    if (localStorage.getItem(OWED) === null || !network.online) return;
    try {
      await session.renew();
      await session.signOut();
    } catch (failure) {
      if (!(failure instanceof SignedOut)) return;
      session.ended = false;
    }
    localStorage.removeItem(OWED);
  }
}

/** One sender per device, however many tabs are open; false when another is at it. */
async function alone(wait: boolean, work: () => Promise<void>): Promise<boolean> {
  return navigator.locks.request('sweet17.field.send', wait ? {} : { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await work();
    return true;
  });
}

function isTimeout(failure: unknown): boolean {
  return failure instanceof DOMException && ['TimeoutError', 'AbortError'].includes(failure.name);
}

export const desk = new Desk();
