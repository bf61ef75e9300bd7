/** One round with the service: send what waits, fetch what changed, ask what arrived. Knows no browser. */
import type { Item, Pack } from './rules/outcomes.ts';
import {
  answered,
  BATCH,
  due,
  expired,
  isUnsent,
  KEPT_MS,
  reconciled,
  toReconcile,
  type Change,
  type Entry,
  type Head,
  type Result,
} from './rules/records.ts';

export interface PackHead {
  visit_id: string;
  etag: string;
  date: string;
}

/** What the device keeps, as far as a round needs it. */
export interface Keep {
  heads(): Promise<Head[]>;
  /** Marks as given to the network those that are still here and unsent, and hands them out. */
  begin(ids: readonly string[]): Promise<Entry[]>;
  settle(changes: readonly Change[]): Promise<void>;
  forget(ids: readonly string[]): Promise<void>;
  entries(): Promise<Entry[]>;
  packHeads(): Promise<PackHead[]>;
  keepPack(pack: Pack, etag: string, at: number): Promise<void>;
  notePacks(visit_ids: readonly string[], note: { checked_at?: number; gone: boolean }): Promise<void>;
  dropPacks(visit_ids: readonly string[]): Promise<void>;
  state(): Promise<{ epoch: string | null; reconciled_at: number | null }>;
  noteState(note: { epoch?: string; synced_at?: number; reconciled_at?: number }): Promise<void>;
}

/** The service, as far as a round needs it. Each call throws when it is not answered. */
export interface Service {
  send(items: Item[], deviceTime: string): Promise<{ results: Result[] }>;
  visits(dateFrom: string): Promise<{ items: { visit_id: string; etag: string }[]; epoch: string }>;
  pack(visitId: string): Promise<Pack>;
  reconcile(ids: string[]): Promise<{ epoch: string; held: string[]; unknown: string[]; parked: string[] }>;
  /** Whom the service took a walk-in for. */
  person(recordingId: string): Promise<string | null>;
  /** Whether a failure says that the content of this batch cannot be taken, so that its parts are tried alone. */
  isContent(failure: unknown): { code: string; message: string } | null;
}

export interface Round {
  /** Sends at once, also what could still be undone, and asks what arrived. */
  force: boolean;
  now: () => number;
  today: () => string;
  /** Told after each step that changed something. */
  changed: () => void;
}

const RECONCILE_EVERY_MS = 60 * 60_000;
const DAY_MS = 86_400_000;

/** Throws what the service or the network said; what was done until then stays done. */
export async function sync(keep: Keep, service: Service, round: Round): Promise<void> {
  await sendAll(keep, service, round);
  const renewed = await fetchPacks(keep, service, round);
  await reconcile(keep, service, round, renewed);
  await sendAll(keep, service, round); // what a restored service no longer knew
  await tidy(keep, round);
  await keep.noteState({ synced_at: round.now() });
  round.changed();
}

async function sendAll(keep: Keep, service: Service, round: Round): Promise<void> {
  const done = new Set<string>();
  for (;;) {
    const waiting = due(await keep.heads(), round.now(), round.force).filter((head) => !done.has(head.id));
    if (waiting.length === 0) break;
    const ids = waiting.slice(0, BATCH).map((head) => head.id);
    for (const id of ids) done.add(id);
    const entries = await keep.begin(ids);
    round.changed();
    if (entries.length > 0) await send(keep, service, round, entries);
    round.changed();
  }
}

async function send(keep: Keep, service: Service, round: Round, entries: Entry[]): Promise<void> {
  let results: Result[];
  try {
    const items = entries.map((entry) => entry.body.item);
    results = (await service.send(items, new Date(round.now()).toISOString())).results;
  } catch (failure) {
    const told = service.isContent(failure);
    if (told === null) throw failure;
    const [only, ...others] = entries;
    if (others.length > 0) {
      const middle = Math.ceil(entries.length / 2);
      await send(keep, service, round, entries.slice(0, middle));
      await send(keep, service, round, entries.slice(middle));
    } else if (only) await keep.settle([{ id: only.head.id, state: 'refused', ...told }]);
    return;
  }
  // In the order of the items; an answer without an id belongs to the item at its place.
  const changes = entries.flatMap((entry, index) => {
    const result = results[index];
    return result === undefined ? [] : [answered({ ...result, id: entry.head.id }, round.now())];
  });
  await keep.settle(changes);
  await nameWalkIns(keep, service, entries, changes);
}

/** A walk-in has no place on the roster until the device knows whom the service took them for. */
async function nameWalkIns(keep: Keep, service: Service, entries: Entry[], changes: Change[]): Promise<void> {
  const received = new Set(changes.filter((change) => change.state === 'received').map((change) => change.id));
  for (const { head, body } of entries) {
    if (body.item.student_id || !received.has(head.id)) continue;
    const person = await service.person(head.id).catch(() => null);
    if (person !== null) await keep.settle([{ id: head.id, person }]);
  }
}

/** Fetches the packs that are not what the service has; answers whether the installation was restored meanwhile. */
async function fetchPacks(keep: Keep, service: Service, round: Round): Promise<boolean> {
  const at = round.now();
  const before = await keep.state();
  const { items, epoch } = await service.visits(daysBefore(round.today(), 1));
  const here = new Map((await keep.packHeads()).map((head) => [head.visit_id, head]));
  const same = items.filter((item) => here.get(item.visit_id)?.etag === item.etag);
  await keep.notePacks(
    same.map((item) => item.visit_id),
    { checked_at: at, gone: false },
  );
  for (const item of items) {
    if (here.get(item.visit_id)?.etag === item.etag) continue;
    await keep.keepPack(await service.pack(item.visit_id), item.etag, at);
    round.changed();
  }
  await letGo(keep, round, [...here.values()], new Set(items.map((item) => item.visit_id)));
  await keep.noteState({ epoch });
  return before.epoch !== null && before.epoch !== epoch;
}

/** What the team no longer has leaves the device, unless it is today's or holds something unsent. */
async function letGo(keep: Keep, round: Round, here: PackHead[], listed: Set<string>): Promise<void> {
  const gone = here.filter((head) => !listed.has(head.visit_id));
  if (gone.length === 0) return;
  const unsent = await waiting(keep);
  const stays = (head: PackHead) => head.date === round.today() || unsent.has(head.visit_id);
  await keep.dropPacks(gone.filter((head) => !stays(head)).map((head) => head.visit_id));
  await keep.notePacks(
    gone.filter(stays).map((head) => head.visit_id),
    { gone: true },
  );
}

async function reconcile(keep: Keep, service: Service, round: Round, renewed: boolean): Promise<void> {
  const heads = await keep.heads();
  const ids = toReconcile(heads);
  const { reconciled_at } = await keep.state();
  const since = round.now() - (reconciled_at ?? Number.NEGATIVE_INFINITY);
  const recent = since >= 0 && since < RECONCILE_EVERY_MS;
  const waits = heads.some((head) => head.state === 'parked');
  if (ids.length === 0 || (recent && !round.force && !renewed && !waits)) return;
  const answer = await service.reconcile(ids);
  await keep.settle(reconciled(heads, answer, round.now()));
  await keep.noteState({ reconciled_at: round.now(), epoch: answer.epoch });
  round.changed();
}

/**
 * Lets go of what has been here long enough: records that the service has had for 30 days, and the rosters of visits
 * as old, unless something of theirs is still to be sent. Needs no network.
 */
export async function tidy(keep: Keep, { now, today }: Pick<Round, 'now' | 'today'>): Promise<void> {
  const old = expired(await keep.heads(), now());
  if (old.length > 0) await keep.forget(old);
  const last = daysBefore(today(), KEPT_MS / DAY_MS);
  const past = (await keep.packHeads()).filter((head) => head.date < last);
  if (past.length === 0) return;
  const held = await waiting(keep);
  await keep.dropPacks(past.map((head) => head.visit_id).filter((id) => !held.has(id)));
}

/** The visits of which something is still to be sent. */
async function waiting(keep: Keep): Promise<Set<string | null | undefined>> {
  return new Set((await keep.entries()).filter(({ head }) => isUnsent(head)).map(({ body }) => body.item.visit_id));
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}
