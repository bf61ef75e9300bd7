import { namer, speaker, type Words } from '../lib/i18n/speak.svelte.ts';
import { field } from './pages/registry/words/field.ts';
import { installation } from './pages/registry/words/installation.ts';
import { journal } from './pages/registry/words/journal.ts';
import { people } from './pages/registry/words/people.ts';
import { records } from './pages/registry/words/records.ts';

/** Texts of the pages about people and their records, and about the installation. */
const words = { ...field, ...people, ...records, ...installation, ...journal } satisfies Words;

export const say = speaker(words);
export type Key = Parameters<typeof say>[0];

export const named = namer(words);
