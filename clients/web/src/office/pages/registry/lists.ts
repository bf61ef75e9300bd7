import { place } from '../../app.svelte.ts';
import { say } from '../../words.registry.ts';

/** How many rows a page of a list holds: few enough to read, and to name each person in it. */
export const ROWS = 25;

/** An address with what was chosen; what is empty is left out. */
export function where(path: string, chosen: Record<string, string>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) if (value !== '') query.set(name, value);
  const said = query.toString();
  return said === '' ? path : `${path}?${said}`;
}

/** The value of a query if it is one of these, else nothing. */
export function oneOf<T extends string>(values: readonly T[], said: string | null): T | null {
  return values.find((value) => value === said) ?? null;
}

/** The schools of the region by name, to choose from. */
export function schoolChoices(first: string): [string, string][] {
  const named = [...place.schools.values()].map((school): [string, string] => [school.id, school.name]);
  named.sort(([, one], [, other]) => one.localeCompare(other));
  return [['', first], ...named];
}

export function schoolName(id: string | null | undefined): string {
  if (!id) return '–';
  return place.schools.get(id)?.name ?? say('transfers.elsewhere');
}
