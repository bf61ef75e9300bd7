import { toasts } from '../lib/ui/toasts.svelte.ts';
import { desk } from './desk.svelte.ts';
import type { KeptPack, Place } from './rules/ledger.ts';
import type { Item, Outcome } from './rules/outcomes.ts';
import { say } from './words.ts';

type More = Pick<Partial<Item>, 'reason' | 'note' | 'disability_exception' | 'ikd_activated' | 'student'>;

/** Notes an outcome for somebody at a visit. Where the device cannot keep it, that is said loudly: answers false. */
export async function keep(
  { pack }: KeptPack,
  place: Pick<Place, 'student_id' | 'name' | 'class_group'>,
  outcome: Outcome,
  more: More = {},
): Promise<boolean> {
  const who = place.student_id === null ? {} : { student_id: place.student_id };
  try {
    await desk.record({ ...more, ...who, visit_id: pack.visit.id, outcome }, place.name, place.class_group);
    return true;
  } catch {
    toasts.bad(say('record.failed'));
    return false;
  }
}

/** Somebody whom only an earlier walk-in record tells of is named by the same particulars again. */
export function again(place: Place): More {
  const student = place.entries.find((entry) => entry.body.item.student)?.body.item.student;
  return place.student_id === null && student ? { student } : {};
}
