import type { Listed } from '../lib/api/types.ts';

/** How many rows a list has, as far as they were counted. */
export interface Count<T> {
  items: T[];
  /** There are others beyond those counted. */
  more: boolean;
}

const STEP = 500;
const MOST = 1000;

/** Counts a list by reading it: the service names no totals for lists that people work off. */
export async function count<T>(
  fetch: (page: { limit: number; cursor: string | null }) => Promise<Listed<T>>,
): Promise<Count<T>> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Listed<T> = await fetch({ limit: STEP, cursor });
    items.push(...page.items);
    cursor = page.next_cursor ?? null;
  } while (cursor !== null && items.length < MOST);
  return { items, more: cursor !== null };
}
