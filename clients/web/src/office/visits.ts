import { instantOf, timeOf } from './when.ts';
import type { Visit, VisitState } from './types.ts';

/** What can be done with a visit in a state: the table of the service, so that no button is offered in vain. */
const MOVES = {
  propose: ['draft'],
  confirm: ['proposed'],
  postpone: ['draft', 'proposed', 'confirmed', 'in_progress'],
  reschedule: ['draft', 'proposed', 'confirmed', 'postponed'],
  cancel: ['draft', 'proposed', 'confirmed', 'in_progress', 'postponed'],
  start: ['confirmed'],
  complete: ['in_progress'],
} as const satisfies Record<string, readonly VisitState[]>;
export type Move = keyof typeof MOVES;

export function may(visit: Visit, move: Move): boolean {
  return (MOVES[move] as readonly VisitState[]).includes(visit.state);
}

/** Visits that are still to come, so that a school with one of these needs no other. */
export const TO_COME: readonly VisitState[] = ['draft', 'proposed', 'confirmed', 'in_progress'];

/** Rules from which a reason makes an exception; nothing helps against the others. */
export const OVERRIDABLE: readonly string[] = ['visits.holiday', 'visits.blackout', 'visits.outside_lessons'];

/** The same hours on another day. */
export function onDay(visit: Visit, day: string, zone: string): { starts_at: string; ends_at: string } {
  return {
    starts_at: instantOf(day, timeOf(visit.starts_at, zone), zone),
    ends_at: instantOf(day, timeOf(visit.ends_at, zone), zone),
  };
}

/** The school answered no: back in draft, with its reason. */
export function declined(visit: Visit): boolean {
  return visit.state === 'draft' && visit.reason !== null;
}
