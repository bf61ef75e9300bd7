import type { School } from '../lib/api/types.ts';
import type { Visit } from './types.ts';

/** A school with what is known of it today. */
export interface Line {
  school: School;
  eligible: number;
  listed: number;
  recorded: number;
  /** Of the cohort, 0 to 100; `null` where nobody of it is listed. */
  percent: number | null;
  next: Visit | null;
}

interface Eligible {
  key: string;
  eligible: number;
}

interface Covered {
  key: string;
  listed: number;
  recorded: number;
  percent: number | null;
}

/** One line a school: those that work, and those closed ones that still have pupils. Visits come ordered by start. */
export function linesOf(
  schools: readonly School[],
  eligible: readonly Eligible[],
  covered: readonly Covered[],
  coming: readonly Visit[],
): Line[] {
  const due = new Map(eligible.map((each) => [each.key, each.eligible]));
  const cohort = new Map(covered.map((each) => [each.key, each]));
  const next = new Map<string, Visit>();
  for (const visit of coming) if (!next.has(visit.school_id)) next.set(visit.school_id, visit);
  return schools
    .map((school) => {
      const figures = cohort.get(school.id);
      return {
        school,
        eligible: due.get(school.id) ?? 0,
        listed: figures?.listed ?? 0,
        recorded: figures?.recorded ?? 0,
        percent: figures?.percent ?? null,
        next: next.get(school.id) ?? null,
      };
    })
    .filter((line) => line.school.active || line.eligible > 0);
}

export const ORDERS = ['eligible', 'percent', 'name', 'visit'] as const;
export type Order = (typeof ORDERS)[number];

/** What needs the office most comes first; equals by name. */
export function ordered(lines: readonly Line[], order: Order): Line[] {
  const key: Record<Order, (line: Line) => number | string> = {
    eligible: (line) => -line.eligible,
    percent: (line) => line.percent ?? Number.POSITIVE_INFINITY,
    name: () => 0,
    visit: (line) => line.next?.date ?? '9999',
  };
  const of = key[order];
  return [...lines].sort((one, other) => {
    const [a, b] = [of(one), of(other)];
    return a < b ? -1 : a > b ? 1 : one.school.name.localeCompare(other.school.name, 'id');
  });
}
