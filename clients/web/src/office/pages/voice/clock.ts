/** How a deadline stands: `late` once it is over, `soon` within the last day before, `open` before that. */
export type Clock = 'late' | 'soon' | 'open' | 'stopped';

const SOON_MS = 24 * 3600 * 1000;

/** The clock of a case: it stops when the case is handled. `due` is an instant, or nothing. */
export function clockOf(due: string | null, handled: boolean, overdue: boolean, at: number): Clock {
  if (handled || due === null) return 'stopped';
  if (overdue) return 'late';
  return Date.parse(due) - at <= SOON_MS ? 'soon' : 'open';
}
