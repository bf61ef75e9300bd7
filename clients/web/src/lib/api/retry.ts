/** Which requests may be sent again by themselves, and after how long. */

export interface Attempt {
  method: string;
  /** The body carries an id of the client's own, so the service knows a repetition. */
  named: boolean;
  /** Answer's status; undefined when nothing answered. */
  status: number | undefined;
  /** How often it was sent already, from 1. */
  sent: number;
}

const MOST = 3;
const PASSING = [429, 502, 503, 504];

export function mayRepeat({ method, named, status, sent }: Attempt): boolean {
  if (sent >= MOST) return false;
  if (status !== undefined && !PASSING.includes(status)) return false;
  return method === 'GET' || named;
}

/** Milliseconds to wait; `null` when the service asks for longer than a person waits at a page. */
export function pause(sent: number, retryAfter: string | null): number | null {
  const asked = retryAfter === null ? Number.NaN : Number(retryAfter) * 1000;
  if (Number.isNaN(asked)) return 400 * 2 ** (sent - 1);
  return asked > 5000 ? null : asked;
}
