import type { Listed } from './types.ts';

/** Something that is asked for once, and again when the question changes. A later question overtakes an earlier one. */
export class Load<T> {
  value = $state.raw<T | undefined>(undefined);
  error = $state.raw<unknown>(undefined);
  busy = $state(false);
  #question: AbortController | undefined;
  #again: (() => Promise<void>) | undefined;

  async run(ask: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#question?.abort();
    const question = (this.#question = new AbortController());
    this.#again = () => this.run(ask);
    this.busy = true;
    this.error = undefined;
    try {
      const value = await ask(question.signal);
      if (question.signal.aborted) return;
      this.value = value;
    } catch (failure) {
      if (question.signal.aborted) return;
      this.error = failure;
    }
    this.busy = false;
  }

  async again(): Promise<void> {
    await this.#again?.();
  }

  stop(): void {
    this.#question?.abort();
  }
}

type Fetch<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Listed<T>>;

/** A list page by page. Cursors go forward only, so those of the pages before are kept. */
export class Pages<T> extends Load<Listed<T>> {
  #fetch: Fetch<T> | undefined;
  #cursors = $state.raw<(string | undefined)[]>([undefined]);

  get items(): T[] {
    return this.value?.items ?? [];
  }

  get number(): number {
    return this.#cursors.length;
  }

  get hasPrevious(): boolean {
    return this.#cursors.length > 1;
  }

  get hasNext(): boolean {
    return Boolean(this.value?.next_cursor);
  }

  first(fetch: Fetch<T>): Promise<void> {
    this.#fetch = fetch;
    return this.#at([undefined]);
  }

  next(): Promise<void> {
    const cursor = this.value?.next_cursor;
    return cursor ? this.#at([...this.#cursors, cursor]) : Promise.resolve();
  }

  previous(): Promise<void> {
    return this.hasPrevious ? this.#at(this.#cursors.slice(0, -1)) : Promise.resolve();
  }

  async #at(cursors: (string | undefined)[]): Promise<void> {
    const fetch = this.#fetch;
    if (fetch === undefined) return;
    await this.run((signal) => fetch(cursors.at(-1), signal));
    if (this.error === undefined) this.#cursors = cursors;
  }
}

/** Every item of a list, up to a number that a page can still show; `more` says that there are others. */
export async function all<T>(
  fetch: (cursor: string | undefined) => Promise<Listed<T>>,
  most: number,
): Promise<{ items: T[]; more: boolean }> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetch(cursor);
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return { items, more: cursor !== undefined };
}
