import { Load } from '../lib/api/load.svelte.ts';
import type { Row, Submission } from '../lib/api/types.ts';
import { client } from './app.svelte.ts';
import { problems, type Found } from './problems.ts';

export type Outcome = Row['outcome'];
/** What is looked at: one outcome, one problem, or every row with a remark. */
export interface Choice {
  outcome: Outcome | null;
  code: string | null;
  warned: boolean;
}

export const EVERYTHING: Choice = { outcome: null, code: null, warned: false };

const STEP = 500;
const MOST = 5000;

/**
 * The rows of one list, read once into this page, so that filters and counts answer at once. Of a list longer than
 * {@link MOST} rows only that many are here; another choice then reads its own rows from the service.
 */
export class RowBook extends Load<boolean> {
  rows = $state.raw<Row[]>([]);
  /** Every row of the list is here. */
  whole = $state(false);
  /** The rows of the choice go on beyond those that are here. */
  cut = $state(false);
  choice = $state.raw<Choice>(EVERYTHING);
  readonly #id: string;
  #readFor: Choice = EVERYTHING;

  constructor(id: string) {
    super();
    this.#id = id;
  }

  /** The rows of the choice, as far as they are here. */
  readonly shown = $derived(this.rows.filter((row) => fits(row, this.choice)));
  /** Problems by gravity and number, counted over the first {@link counted} rows of the list. */
  found = $state.raw<Found[]>([]);
  counted = $state(0);

  read(): Promise<void> {
    return this.#read(this.choice);
  }

  choose(choice: Choice): void {
    this.choice = choice;
    if (!this.whole && !same(choice, this.#readFor)) void this.#read(choice);
  }

  #read(choice: Choice): Promise<void> {
    // The service knows no choice by remarks: those are picked from the first rows of all.
    const asked = choice.warned ? EVERYTHING : choice;
    return this.run(async (signal) => {
      this.#readFor = choice;
      this.whole = this.cut = false;
      this.rows = [];
      let cursor: string | null = null;
      do {
        const page: { items: Row[]; next_cursor?: string | null } = await client.get(
          '/v1/submissions/{submission_id}/rows',
          {
            path: { submission_id: this.#id },
            query: { outcome: asked.outcome, code: asked.code, limit: STEP, cursor },
            signal,
          },
        );
        signal.throwIfAborted();
        this.rows = [...this.rows, ...page.items];
        cursor = page.next_cursor ?? null;
      } while (cursor !== null && this.rows.length < MOST);
      this.cut = cursor !== null;
      if (same(asked, EVERYTHING)) {
        this.whole = cursor === null;
        this.found = problems(this.rows);
        this.counted = this.rows.length;
      }
      return true;
    });
  }
}

function same(one: Choice, other: Choice): boolean {
  return one.outcome === other.outcome && one.code === other.code && one.warned === other.warned;
}

function fits(row: Row, { outcome, code, warned }: Choice): boolean {
  return (
    (outcome === null || row.outcome === outcome) &&
    (code === null || row.problems.some((problem) => problem.code === code)) &&
    (!warned || isWarned(row))
  );
}

/** As the service counts warnings: rows that were taken although something should be looked at. */
function isWarned(row: Row): boolean {
  const taken = row.outcome !== 'rejected' && row.outcome !== 'ignored';
  return taken && row.problems.some((problem) => problem.severity === 'warning');
}

export const OUTCOMES = ['created', 'updated', 'unchanged', 'rejected', 'ignored'] as const;

/** How many rows of each outcome, as the list says. */
export function counts(list: Submission): readonly (readonly [Outcome, number])[] {
  return OUTCOMES.map((outcome) => [outcome, list[outcome]] as const);
}
