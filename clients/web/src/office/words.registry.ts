import { speaker, type Words } from '../lib/i18n/speak.svelte.ts';
import { field } from './pages/registry/words/field.ts';
import { installation } from './pages/registry/words/installation.ts';
import { journal } from './pages/registry/words/journal.ts';
import { people } from './pages/registry/words/people.ts';
import { records } from './pages/registry/words/records.ts';

/** Texts of the pages about people and their records, and about the installation. */
const words = { ...field, ...people, ...records, ...installation, ...journal } satisfies Words;

export const say = speaker(words);
export type Key = Parameters<typeof say>[0];

/** The words for a code that the service answers; the code itself when this page is older than the service. */
export function named(group: string, code: string): string {
  const key = `${group}.${code}`;
  return key in words ? say(key as Key) : code;
}
