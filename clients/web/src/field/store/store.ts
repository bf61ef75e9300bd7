/** What the device keeps: whose it is, packs, and records on their way. Personal data goes in and out sealed. */
import type { KeptPack } from '../rules/ledger.ts';
import type { Pack } from '../rules/outcomes.ts';
import { isOnlyHere, isUnsent, type Body, type Change, type Entry, type Head } from '../rules/records.ts';
import type { Keep, PackHead } from '../sync.ts';
import { asked, change, read, type OwnerRow, type PackRow, type RecordRow } from './database.ts';
import { newKey, open, seal } from './vault.ts';

export interface Profile {
  id: string;
  name: string;
  username: string;
}

/** This account is no longer at work on this device: another tab signed out. */
export class Left extends Error {
  override readonly name = 'Left';
}

/** The name of this device; it stays when people come and go. */
export function deviceId(database: IDBDatabase): Promise<string> {
  return change(database, ['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta');
    const known = (await asked(meta.get('device'))) as string | undefined;
    const id = known ?? `web-${crypto.randomUUID()}`;
    if (known === undefined) meta.put(id, 'device');
    return id;
  });
}

/** How many records of people who signed out wait here, sealed, for them to come back. */
export function locked(database: IDBDatabase): Promise<number> {
  return read(database, ['meta', 'records'], async (transaction) => {
    const current = (await asked(transaction.objectStore('meta').get('current'))) as string | undefined;
    const rows = (await asked(transaction.objectStore('records').getAll())) as RecordRow[];
    return rows.filter((row) => row.owner !== current && isUnsent(row)).length;
  });
}

/** What is kept for one account. */
export class Store implements Keep {
  readonly owner: string;
  readonly #database: IDBDatabase;
  readonly #key: CryptoKey;
  // Content never changes under its id or etag: what was opened once is not deciphered again at each tap.
  readonly #bodies = new Map<string, Body>();
  readonly #packs = new Map<string, Pack>();

  private constructor(database: IDBDatabase, row: OwnerRow) {
    this.#database = database;
    this.#key = row.key;
    this.owner = row.id;
  }

  /** Whoever was at work here when the app was closed; nobody after a sign-out. */
  static async resume(database: IDBDatabase): Promise<Store | null> {
    const row = await read(database, ['meta', 'owners'], async (transaction) => {
      const current = (await asked(transaction.objectStore('meta').get('current'))) as string | undefined;
      if (current === undefined) return undefined;
      return (await asked(transaction.objectStore('owners').get(current))) as OwnerRow | undefined;
    });
    return row ? new Store(database, row) : null;
  }

  /** Begins, or goes on, for somebody who has just signed in. Whoever was here before has left. */
  static async enter(database: IDBDatabase, profile: Profile): Promise<Store> {
    const before = await Store.resume(database);
    if (before !== null && before.owner !== profile.id) await before.leave();
    const fresh = await newKey();
    const known = (await read(database, ['owners'], (transaction) =>
      asked(transaction.objectStore('owners').get(profile.id)),
    )) as OwnerRow | undefined;
    const key = known?.key ?? fresh;
    const row: OwnerRow = {
      ...(known ?? { epoch: null, synced_at: null, reconciled_at: null }),
      id: profile.id,
      key,
      profile: await seal(key, profile, `profile|${profile.id}`),
    };
    await change(database, ['meta', 'owners'], (transaction) => {
      transaction.objectStore('owners').put(row);
      transaction.objectStore('meta').put(profile.id, 'current');
    });
    return new Store(database, row);
  }

  /**
   * Signs out on the device: what the service has, packs and, when nothing else is left, the key are gone. What exists
   * nowhere but here stays sealed until the same account signs in again.
   */
  leave(): Promise<void> {
    return change(this.#database, ['meta', 'owners', 'records', 'packs'], async (transaction) => {
      const records = transaction.objectStore('records');
      const rows = (await asked(records.index('owner').getAll(this.owner))) as RecordRow[];
      for (const row of rows) if (!isOnlyHere(row)) records.delete(row.id);
      const packs = transaction.objectStore('packs');
      for (const key of await asked(packs.index('owner').getAllKeys(this.owner))) packs.delete(key);
      if (!rows.some(isOnlyHere)) transaction.objectStore('owners').delete(this.owner);
      const meta = transaction.objectStore('meta');
      if ((await asked(meta.get('current'))) === this.owner) meta.delete('current');
    });
  }

  async profile(): Promise<Profile> {
    return open(this.#key, (await this.#row()).profile, `profile|${this.owner}`);
  }

  /** Keeps a new record. When this resolves it is on the disk, whatever happens to the page. */
  async add(head: Head, body: Body): Promise<void> {
    const row: RecordRow = { ...head, sealed: await seal(this.#key, body, `record|${head.owner}|${head.id}`) };
    await change(this.#database, ['meta', 'records'], async (transaction) => {
      if ((await asked(transaction.objectStore('meta').get('current'))) !== this.owner) throw new Left();
      transaction.objectStore('records').add(row);
    });
  }

  /** Takes a record back that nobody else knows of; false when it is on its way already. */
  undo(id: string): Promise<boolean> {
    return this.#remove(id, 'device');
  }

  /** Lets go of a record that the service did not take. */
  dismiss(id: string): Promise<boolean> {
    return this.#remove(id, 'refused');
  }

  async entries(): Promise<Entry[]> {
    return Promise.all((await this.#records()).map((row) => this.#opened(row)));
  }

  async packs(): Promise<KeptPack[]> {
    const opened = (await this.#packRows()).map(async (row) => ({
      pack: await this.#pack(row),
      checked_at: row.checked_at,
      gone: row.gone,
    }));
    return Promise.all(opened);
  }

  // What a round of sending and fetching needs.

  async heads(): Promise<Head[]> {
    return (await this.#records()).map(bare);
  }

  async begin(ids: readonly string[]): Promise<Entry[]> {
    const rows = await change(this.#database, ['records'], async (transaction) => {
      const records = transaction.objectStore('records');
      const taken: RecordRow[] = [];
      for (const id of ids) {
        const row = (await asked(records.get(id))) as RecordRow | undefined;
        if (row === undefined || row.owner !== this.owner || !isUnsent(row)) continue;
        if (row.state === 'device') records.put({ ...row, state: 'sent' });
        taken.push(row);
      }
      return taken;
    });
    return Promise.all(rows.map((row) => this.#opened(row)));
  }

  settle(changes: readonly Change[]): Promise<void> {
    return change(this.#database, ['records'], async (transaction) => {
      const records = transaction.objectStore('records');
      for (const patch of changes) {
        const row = (await asked(records.get(patch.id))) as RecordRow | undefined;
        if (row !== undefined && row.owner === this.owner) records.put({ ...row, ...patch });
      }
    });
  }

  forget(ids: readonly string[]): Promise<void> {
    return change(this.#database, ['records'], (transaction) => {
      for (const id of ids) transaction.objectStore('records').delete(id);
    });
  }

  async packHeads(): Promise<PackHead[]> {
    return (await this.#packRows()).map(({ visit_id, etag, date }) => ({ visit_id, etag, date }));
  }

  async keepPack(pack: Pack, etag: string, at: number): Promise<void> {
    const visit_id = pack.visit.id;
    const sealed = await seal(this.#key, pack, `pack|${this.owner}|${visit_id}`);
    const row: PackRow = {
      owner: this.owner,
      visit_id,
      etag,
      date: pack.visit.date,
      checked_at: at,
      gone: false,
      sealed,
    };
    await change(this.#database, ['meta', 'packs'], async (transaction) => {
      if ((await asked(transaction.objectStore('meta').get('current'))) !== this.owner) throw new Left();
      transaction.objectStore('packs').put(row);
    });
  }

  notePacks(visit_ids: readonly string[], note: { checked_at?: number; gone: boolean }): Promise<void> {
    return change(this.#database, ['packs'], async (transaction) => {
      const packs = transaction.objectStore('packs');
      for (const id of visit_ids) {
        const row = (await asked(packs.get([this.owner, id]))) as PackRow | undefined;
        if (row !== undefined) packs.put({ ...row, ...note });
      }
    });
  }

  dropPacks(visit_ids: readonly string[]): Promise<void> {
    return change(this.#database, ['packs'], (transaction) => {
      for (const id of visit_ids) transaction.objectStore('packs').delete([this.owner, id]);
    });
  }

  async state(): Promise<Pick<OwnerRow, 'epoch' | 'synced_at' | 'reconciled_at'>> {
    const { epoch, synced_at, reconciled_at } = await this.#row();
    return { epoch, synced_at, reconciled_at };
  }

  noteState(note: Partial<Pick<OwnerRow, 'epoch' | 'synced_at' | 'reconciled_at'>>): Promise<void> {
    return change(this.#database, ['owners'], async (transaction) => {
      const owners = transaction.objectStore('owners');
      const row = (await asked(owners.get(this.owner))) as OwnerRow | undefined;
      if (row !== undefined) owners.put({ ...row, ...note });
    });
  }

  async #row(): Promise<OwnerRow> {
    const row = (await read(this.#database, ['owners'], (transaction) =>
      asked(transaction.objectStore('owners').get(this.owner)),
    )) as OwnerRow | undefined;
    if (row === undefined) throw new Left();
    return row;
  }

  #records(): Promise<RecordRow[]> {
    return read(
      this.#database,
      ['records'],
      (transaction) =>
        asked(transaction.objectStore('records').index('owner').getAll(this.owner)) as Promise<RecordRow[]>,
    );
  }

  #packRows(): Promise<PackRow[]> {
    return read(
      this.#database,
      ['packs'],
      (transaction) => asked(transaction.objectStore('packs').index('owner').getAll(this.owner)) as Promise<PackRow[]>,
    );
  }

  #remove(id: string, state: Head['state']): Promise<boolean> {
    return change(this.#database, ['records'], async (transaction) => {
      const records = transaction.objectStore('records');
      const row = (await asked(records.get(id))) as RecordRow | undefined;
      if (row?.state !== state || row.owner !== this.owner) return false;
      records.delete(id);
      return true;
    });
  }

  async #opened(row: RecordRow): Promise<Entry> {
    const known = this.#bodies.get(row.id);
    const body = known ?? (await open<Body>(this.#key, row.sealed, `record|${row.owner}|${row.id}`));
    this.#bodies.set(row.id, body);
    return { head: bare(row), body };
  }

  async #pack(row: PackRow): Promise<Pack> {
    const name = `${row.visit_id}|${row.etag}`;
    const pack =
      this.#packs.get(name) ?? (await open<Pack>(this.#key, row.sealed, `pack|${this.owner}|${row.visit_id}`));
    this.#packs.set(name, pack);
    return pack;
  }
}

function bare(row: RecordRow): Head {
  const head: Head & { sealed?: unknown } = { ...row };
  delete head.sealed;
  return head;
}
