import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Item, Pack } from './rules/outcomes.ts';
import { isUnsent, KEPT_MS, type Change, type Entry, type Head, type Result } from './rules/records.ts';
import { sync, tidy, type Keep, type PackHead, type Service } from './sync.ts';

/** A device in memory: what it held when the power went is what it holds when it comes back. */
class Device implements Keep {
  rows = new Map<string, Entry>();
  packRows = new Map<string, PackHead & { gone?: boolean; checked_at?: number }>();
  noted: { epoch: string | null; reconciled_at: number | null } = { epoch: null, reconciled_at: null };

  add(id: string, state: Head['state'] = 'device', visit = 'v'): void {
    const item = { id, outcome: 'recorded', student_id: 's', visit_id: visit } as Item;
    this.rows.set(id, {
      head: { id, owner: 'o', state, send_after: 0 },
      body: { item, name: 'N', class_group: null },
    });
  }
  states(): string[] {
    return [...this.rows.values()].map(({ head }) => head.state);
  }
  heads = async () => [...this.rows.values()].map(({ head }) => head);
  entries = async () => [...this.rows.values()];
  async begin(ids: readonly string[]): Promise<Entry[]> {
    await this.settle(ids.map((id) => ({ id, state: 'sent' })));
    return ids.flatMap((id) => this.rows.get(id) ?? []);
  }
  async settle(changes: readonly Change[]): Promise<void> {
    for (const change of changes) {
      const row = this.rows.get(change.id);
      if (row) this.rows.set(change.id, { ...row, head: { ...row.head, ...change } });
    }
  }
  async forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.rows.delete(id);
  }
  packHeads = async () => [...this.packRows.values()];
  async keepPack(pack: Pack, etag: string): Promise<void> {
    this.packRows.set(pack.visit.id, { visit_id: pack.visit.id, etag, date: pack.visit.date });
  }
  async notePacks(ids: readonly string[], note: { checked_at?: number; gone: boolean }): Promise<void> {
    for (const id of ids) {
      const row = this.packRows.get(id);
      if (row) this.packRows.set(id, { ...row, ...note });
    }
  }
  async dropPacks(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.packRows.delete(id);
  }
  state = async () => this.noted;
  async noteState(note: object): Promise<void> {
    this.noted = { ...this.noted, ...note };
  }
}

/** A service in memory that may lose an answer after it has kept what was sent. */
class Server implements Service {
  held = new Map<string, string>();
  epoch = 'e1';
  listed = [{ visit_id: 'v', etag: '1', date: '2026-11-24' }];
  fetched: string[] = [];
  asked = 0;
  lose = 0;
  poison = '';

  async send(items: Item[]): Promise<{ results: Result[] }> {
    if (items.some((item) => item.id === this.poison)) throw new TypeError('content');
    const results = items.map((item): Result => {
      const content = JSON.stringify(item);
      const known = this.held.get(item.id);
      if (known !== undefined) return { id: item.id, status: known === content ? 'replayed' : 'conflict' };
      this.held.set(item.id, content);
      return { id: item.id, status: 'created' };
    });
    if (this.lose > 0) {
      this.lose -= 1;
      throw new Error('no answer');
    }
    return { results };
  }
  visits = async () => ({ items: this.listed, epoch: this.epoch });
  async pack(visit_id: string): Promise<Pack> {
    this.fetched.push(visit_id);
    const found = this.listed.find((one) => one.visit_id === visit_id);
    return { visit: { id: visit_id, date: found?.date } } as Pack;
  }
  async reconcile(ids: string[]) {
    this.asked += 1;
    const unknown = ids.filter((id) => !this.held.has(id));
    return { epoch: this.epoch, held: ids.filter((id) => this.held.has(id)), unknown, parked: [] };
  }
  person = async () => null;
  isContent = (failure: unknown) => (failure instanceof TypeError ? { code: 'bad', message: 'bad' } : null);
}

const round = { force: false, now: () => 1_800_000_000_000, today: () => '2026-11-24', changed: () => undefined };

test('250 records arrive once each although two answers are lost', async () => {
  const [device, server] = [new Device(), new Server()];
  for (let index = 0; index < 250; index += 1) device.add(String(index).padStart(4, '0'));
  server.lose = 2;
  await assert.rejects(sync(device, server, round));
  await assert.rejects(sync(device, server, round));
  await sync(device, server, round);
  assert.equal(server.held.size, 250);
  assert.deepEqual(new Set(device.states()), new Set(['received']));
});

test('an item that cannot be taken is found among the others and harms none', async () => {
  const [device, server] = [new Device(), new Server()];
  for (const id of ['1', '2', '3', '4', '5']) device.add(id);
  server.poison = '3';
  await sync(device, server, round);
  assert.deepEqual([...server.held.keys()], ['1', '2', '4', '5']);
  assert.deepEqual(device.states(), ['received', 'received', 'refused', 'received', 'received']);
});

test('a pack is fetched once and again only when it is another', async () => {
  const [device, server] = [new Device(), new Server()];
  await sync(device, server, round);
  await sync(device, server, round);
  assert.deepEqual(server.fetched, ['v']);
  server.listed = [{ visit_id: 'v', etag: '2', date: '2026-11-24' }];
  await sync(device, server, round);
  assert.deepEqual(server.fetched, ['v', 'v']);
});

test('what a restored service forgot is sent again in the same round', async () => {
  const [device, server] = [new Device(), new Server()];
  device.add('1');
  await sync(device, server, round);
  server.held.clear();
  await sync(device, server, round); // compared a moment ago: not asked about again
  assert.equal(server.held.size, 0);
  server.epoch = 'e2';
  await sync(device, server, round);
  assert.deepEqual([...server.held.keys()], ['1']);
  assert.deepEqual(device.states(), ['received']);
});

test('a visit that the team lost leaves the device, unless it is today or something waits', async () => {
  const [device, server] = [new Device(), new Server()];
  server.listed = [
    { visit_id: 'today', etag: '1', date: '2026-11-24' },
    { visit_id: 'later', etag: '1', date: '2026-11-30' },
    { visit_id: 'held', etag: '1', date: '2026-11-23' },
  ];
  await sync(device, server, round);
  device.add('9', 'device', 'held');
  const away: Service = Object.assign(new Server(), { listed: [], send: async () => ({ results: [] }) });
  await sync(device, away, round);
  assert.deepEqual([...device.packRows.keys()], ['today', 'held']);
  assert.ok([...device.packRows.values()].every((row) => row.gone));
  assert.ok([...device.rows.values()].every((row) => isUnsent(row.head)));
});

test('after 30 days records and rosters leave a device that finds no network, but nothing that waits', async () => {
  const device = new Device();
  const put = (id: string, state: Head['state'], visit: string, received_at?: number) => {
    device.add(id, state, visit);
    const row = device.rows.get(id);
    if (row && received_at !== undefined) row.head.received_at = received_at;
  };
  for (const [visit_id, date] of [
    ['old', '2026-10-24'],
    ['edge', '2026-10-25'],
    ['held', '2026-10-01'],
  ] as const) {
    device.packRows.set(visit_id, { visit_id, etag: '1', date });
  }
  put('1', 'received', 'old', round.now() - KEPT_MS - 1);
  put('2', 'received', 'edge', round.now() - KEPT_MS);
  put('3', 'device', 'held');
  put('4', 'refused', 'old');
  await tidy(device, round);
  assert.deepEqual([...device.rows.keys()], ['2', '3', '4']);
  assert.deepEqual([...device.packRows.keys()], ['edge', 'held']);
  await tidy(device, round);
  assert.deepEqual([device.rows.size, device.packRows.size], [3, 2]);
});
