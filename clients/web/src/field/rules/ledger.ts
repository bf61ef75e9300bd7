/** Who is to be seen at a visit and what came of them: one place per person (nobody slips). */
import { PRECEDENCE, rank, type Outcome, type Pack, type Pupil } from './outcomes.ts';
import type { Entry } from './records.ts';

export interface KeptPack {
  pack: Pack;
  /** When the device last made sure that this is what the service has. */
  checked_at: number;
  /** The service no longer gives this visit to the team. */
  gone?: boolean;
}

/** A person at a visit. */
export interface Place {
  key: string;
  student_id: string | null;
  name: string;
  pupil: Pupil | null;
  class_group: string | null;
  slot: string | null;
  outcome: Outcome | null;
  /** What was noted here for this person, oldest first. */
  entries: Entry[];
  /** Recorded before, so that recording again would make a duplicate at the centre. */
  recorded: boolean;
}

export interface Ledger {
  roster: number;
  outcomes: Record<Outcome, number>;
  not_yet_seen: number;
  /** Of these places, how many have a record that the office must decide on. */
  parked: number;
}

/** The roster with walk-ins added, in the roster's order. Records that were refused place nobody. */
export function places({ pack, checked_at }: KeptPack, entries: readonly Entry[]): Place[] {
  const found = new Map<string, Place>();
  for (const pupil of pack.roster) found.set(pupil.student_id, fromRoster(pupil));
  const here = entries.filter((entry) => entry.body.item.visit_id === pack.visit.id && entry.head.state !== 'refused');
  for (const entry of here) {
    const { head, body } = entry;
    const key = body.item.student_id ?? head.person ?? head.id;
    const place = found.get(key) ?? added(key, entry);
    found.set(key, place);
    place.entries.push(entry);
    // What the service has had since before the roster was fetched is in the roster, or was taken back there.
    const told = place.pupil !== null && head.state === 'received' && (head.received_at ?? 0) <= checked_at;
    if (!told && rank(body.item.outcome) < rank(place.outcome)) place.outcome = body.item.outcome;
    if (!told && body.item.outcome === 'recorded') place.recorded = true;
  }
  return [...found.values()];
}

function fromRoster(pupil: Pupil): Place {
  return {
    key: pupil.student_id,
    student_id: pupil.student_id,
    name: pupil.name,
    pupil,
    class_group: pupil.class_group ?? null,
    slot: pupil.slot_start ?? null,
    outcome: (pupil.outcome ?? null) as Outcome | null,
    entries: [],
    recorded: pupil.recorded !== 'no',
  };
}

function added(key: string, { head, body }: Entry): Place {
  return {
    key,
    student_id: body.item.student_id ?? head.person ?? null,
    name: body.name,
    pupil: null,
    class_group: body.class_group,
    slot: null,
    outcome: null,
    entries: [],
    recorded: false,
  };
}

/** The day in figures: the outcomes and those not yet seen add up to the roster. */
export function ledger(all: readonly Place[]): Ledger {
  const outcomes = Object.fromEntries(PRECEDENCE.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  let unseen = 0;
  for (const { outcome } of all) {
    if (outcome === null) unseen += 1;
    else outcomes[outcome] += 1;
  }
  const parked = all.filter((place) => place.entries.some((entry) => entry.head.state === 'parked')).length;
  return { roster: all.length, outcomes, not_yet_seen: unseen, parked };
}

export interface Group {
  key: string;
  class_group: string | null;
  slot: string | null;
  slot_end: string | null;
  places: Place[];
}

/** Places by class and slot, as the school sends them; without a class last. */
export function groups(all: readonly Place[]): Group[] {
  const found = new Map<string, Group>();
  for (const place of all) {
    const key = `${place.class_group ?? ''}|${place.slot ?? ''}`;
    const end = place.pupil?.slot_end ?? null;
    const group = found.get(key) ?? {
      key,
      class_group: place.class_group,
      slot: place.slot,
      slot_end: end,
      places: [],
    };
    found.set(key, group);
    group.places.push(place);
    if (end !== null && (group.slot_end === null || end > group.slot_end)) group.slot_end = end;
  }
  const order = (group: Group) => [group.slot ?? '99', group.class_group ?? '\uffff'].join('|');
  return [...found.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The form of a name by which it is found: no marks, no case, no punctuation. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9 ]+/g, '');
}

/** Whether each word that was typed begins some word of the name. */
export function isFound(name: string, typed: string): boolean {
  const words = plain(name).split(/ +/);
  return plain(typed)
    .split(/ +/)
    .filter((part) => part !== '')
    .every((part) => words.some((word) => word.startsWith(part)));
}

/** Full years on a day; somebody born on 29 February grows older on 1 March in common years. */
export function ageOn(birth: string | null | undefined, day: string): number | null {
  if (!birth) return null;
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
