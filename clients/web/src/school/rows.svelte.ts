import { Load } from '../lib/api/load.svelte.ts';
import type { Row, Submission } from '../lib/api/types.ts';
import { client } from './app.svelte.ts';

export type Outcome = Row['outcome'];
/** What is looked at: one outcome, one problem, or every row with a remark. */
export interface Choice {
  outcome: Outcome | null;
  code: string | null;
  warned: boolean;
}

export const EVERYTHING: Choice = { outcome: null, code: null, warned: false };

const STEP = 500;

/**
 * The rows of one list, some hundreds at a time. Where the whole list is here filters answer at once; of a longer one
 * each choice reads its own rows from the service, and more of them when somebody turns to them.
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
  #cursor: string | null = null;

  constructor(id: string) {
    super();
    this.#id = id;
  }

  /** The rows of the choice, as far as they are here. */
  readonly shown = $derived(this.rows.filter((row) => fits(row, this.choice)));

  read(): Promise<void> {
    return this.#read(this.choice);
  }

  choose(choice: Choice): void {
    this.choice = choice;
    if (!this.whole && !same(choice, this.#readFor)) void this.#read(choice);
  }

  /** Read on until there are `wanted` rows of the choice, or no more. */
  async reach(wanted: number): Promise<void> {
    while (this.cut && this.error === undefined && this.shown.length < wanted) await this.run((s) => this.#next(s));
  }

  #read(choice: Choice): Promise<void> {
    this.#readFor = choice;
    this.whole = this.cut = false;
    this.rows = [];
    this.#cursor = null;
    return this.run((signal) => this.#next(signal));
  }

  async #next(signal: AbortSignal): Promise<boolean> {
    const { outcome, code, warned } = this.#readFor;
    const page: { items: Row[]; next_cursor?: string | null } = await client.get(
      '/v1/submissions/{submission_id}/rows',
      {
        path: { submission_id: this.#id },
        query: { outcome, code, severity: warned ? 'warning' : null, limit: STEP, cursor: this.#cursor },
        signal,
      },
    );
    signal.throwIfAborted();
    this.rows = [...this.rows, ...page.items];
    this.#cursor = page.next_cursor ?? null;
    this.cut = this.#cursor !== null;
    this.whole = !this.cut && same(this.#readFor, EVERYTHING);
    return true;
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

/** How many rows of the list a choice has, as the list says. */
export function countOf(list: Submission, { outcome, code, warned }: Choice): number {
  if (code !== null) return list.problems.find((problem) => problem.code === code)?.rows ?? 0;
  return warned ? list.warnings : outcome === null ? list.total : list[outcome];
}
