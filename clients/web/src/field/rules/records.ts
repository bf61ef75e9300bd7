/** What may become of a record on the device, answerable without a device. */
import type { Item } from './outcomes.ts';

/**
 * `device`: nobody else knows of it, so it can be undone. `sent`: given to the network, no answer yet; it is sent again
 * under its id until one comes. `received`, `parked` (kept by the office, which decides) and `refused` (not taken; the
 * team must look) are what the service said.
 */
export type State = 'device' | 'sent' | 'received' | 'parked' | 'refused';

/** What is kept of a record in the open: nothing that tells about a person. */
export interface Head {
  id: string;
  owner: string;
  state: State;
  /** Not sent before this instant, so that it can be undone. */
  send_after: number;
  /** When the service said that it has it. */
  received_at?: number;
  code?: string;
  message?: string;
  /** Whether it was a second recording of the same person. */
  duplicate?: boolean;
  /** Whom the service took a walk-in for. */
  person?: string;
}

/** What is sealed of it: as it is sent, byte for byte the same each time, and the name to show beside it. */
export interface Body {
  item: Item;
  name: string;
  class_group: string | null;
}

export interface Entry {
  head: Head;
  body: Body;
}

export interface Result {
  id: string | null;
  status: 'created' | 'replayed' | 'duplicate' | 'conflict' | 'parked' | 'invalid';
  code?: string | null;
  message?: string | null;
  first?: 'created' | 'duplicate' | 'parked' | null;
}

export type Change = { id: string } & Partial<Omit<Head, 'id' | 'owner'>>;

export const HOLD_MS = 8000;
export const BATCH = 100;
export const KEPT_MS = 30 * 86_400_000;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Still to reach the service. */
export function isUnsent(head: Head): boolean {
  return head.state === 'device' || head.state === 'sent';
}

/** Content that is nowhere but here: it outlives a sign-out. */
export function isOnlyHere(head: Head): boolean {
  return isUnsent(head) || head.state === 'refused';
}

/** Waits to be sent now: oldest first, since ids begin with their time. */
export function due(heads: readonly Head[], now: number, force: boolean): Head[] {
  return heads
    .filter((head) => head.state === 'sent' || (head.state === 'device' && (force || !isHeld(head, now))))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Within the moment in which it can be undone. A clock that was set back must not hold it for ever. */
export function isHeld(head: Head, now: number): boolean {
  const left = head.send_after - now;
  return left > 0 && left <= HOLD_MS;
}

/** What an answer makes of the record that was sent. */
export function answered(result: Result & { id: string }, now: number): Change {
  const told = {
    ...(result.code ? { code: result.code } : {}),
    ...(result.message ? { message: result.message } : {}),
  };
  switch (result.status) {
    case 'created':
    case 'duplicate':
    case 'replayed':
      return {
        id: result.id,
        state: 'received',
        received_at: now,
        duplicate: (result.status === 'replayed' ? result.first : result.status) === 'duplicate',
      };
    case 'parked':
      return { id: result.id, state: 'parked', received_at: now, ...told };
    case 'conflict':
    case 'invalid':
      return { id: result.id, state: 'refused', ...told };
  }
}

/** Ids to ask the service about: all that was ever given to it, newest first where there are too many. */
export function toReconcile(heads: readonly Head[], most = 10_000): string[] {
  return heads
    .filter((head) => ['sent', 'received', 'parked'].includes(head.state))
    .map((head) => head.id)
    .sort()
    .reverse()
    .slice(0, most);
}

/** What the service has decides: what it does not know is sent again, whatever it had said before. */
export function reconciled(
  heads: readonly Head[],
  answer: { held: readonly string[]; unknown: readonly string[]; parked: readonly string[] },
  now: number,
): Change[] {
  const held = new Set(answer.held);
  const parked = new Set(answer.parked);
  const unknown = new Set(answer.unknown);
  return heads.flatMap((head): Change[] => {
    if (head.state === 'device' || head.state === 'refused') return [];
    if (unknown.has(head.id)) return head.state === 'sent' ? [] : [{ id: head.id, state: 'sent' }];
    if (parked.has(head.id)) {
      return head.state === 'parked' ? [] : [{ id: head.id, state: 'parked', received_at: head.received_at ?? now }];
    }
    if (held.has(head.id)) {
      return head.state === 'received'
        ? []
        : [{ id: head.id, state: 'received', received_at: head.received_at ?? now }];
    }
    return [];
  });
}

/** What may leave the device: the service has had it for 30 days. */
export function expired(heads: readonly Head[], now: number): string[] {
  return heads
    .filter((head) => head.state === 'received' || head.state === 'parked')
    .filter((head) => head.received_at !== undefined && now - head.received_at > KEPT_MS)
    .map((head) => head.id);
}

/** Milliseconds before the next attempt: doubling, spread by half so that a hall of devices does not come at once. */
export function pauseAfter(failures: number, random: number = Math.random()): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20));
  return Math.round(whole * (0.5 + random / 2));
}
