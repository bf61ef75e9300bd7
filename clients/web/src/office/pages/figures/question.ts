import { dayOf, instantOf, timeOf } from '../../when.ts';

/** What the dashboard is asked, as its address says it: the same address asks the same again. */

export type Measure = 'cohort' | 'in_year';

export interface Question {
  /** `null`: the whole of what the account sees. */
  region: string | null;
  measure: Measure;
  /** `null`: of the year of the day asked for. */
  cohort: string | null;
  /** `null`: today. */
  asOf: string | null;
  /** As of when it was known, in the zone of the region: `2026-11-20T08:00`. `null`: as it is known now. */
  known: string | null;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const MINUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;
const YEAR = /^(19|20|21)\d\d$/;
const REGION = /^\d\d(\.\d\d)?$/;

/** What is not readable in an address counts as not said. */
export function read(query: URLSearchParams): Question {
  const said = (name: string, form: RegExp) => {
    const value = query.get(name);
    return value !== null && form.test(value) ? value : null;
  };
  return {
    region: said('region', REGION),
    measure: query.get('measure') === 'in_year' ? 'in_year' : 'cohort',
    cohort: said('cohort', YEAR),
    asOf: said('as_of', DAY),
    known: said('known', MINUTE),
  };
}

/** An instant that was picked on a region's clock, as the service wants it. */
export function instant(known: string | null, zone: string): string | null {
  return known === null ? null : instantOf(known.slice(0, 10), known.slice(11), zone);
}

/** A minute of the clock in a zone, as a picker writes it. */
export function minute(at: Date, zone: string): string {
  const told = at.toISOString();
  return `${dayOf(told, zone)}T${timeOf(told, zone)}`;
}

/** The same day of the year before; of 29 February the 28th. */
export function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before;
}

/** The page with exactly the people behind a figure; `undefined` for whoever may see none. */
export function rowsPage(url: string | null | undefined, figure?: string): string | undefined {
  if (!url) return undefined;
  const query = new URLSearchParams(url.split('?', 2)[1]);
  if (figure !== undefined) query.set('figure', figure);
  return `#/figures/rows?${query.toString()}`;
}

/** The dashboard as it was asked when somebody followed one of its figures; what is today's is left unsaid. */
export function back(rows: URLSearchParams, today: string, zone: string): string {
  const [day, cohort, known] = [rows.get('as_of') ?? today, rows.get('cohort'), rows.get('known_at')];
  const asked = new URLSearchParams();
  if (rows.get('measure') === 'in_year') asked.set('measure', 'in_year');
  if (cohort !== null && cohort !== day.slice(0, 4)) asked.set('cohort', cohort);
  if (day !== today) asked.set('as_of', day);
  if (known !== null) asked.set('known', minute(new Date(known), zone));
  if (REGION.test(rows.get('region_code') ?? '')) asked.set('region', rows.get('region_code') ?? '');
  return `/figures?${asked.toString()}`;
}
