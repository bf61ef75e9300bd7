import { fill } from './fill.ts';
import { language } from './language.svelte.ts';

/** A catalogue: each text as [Indonesian, English]. */
export type Words = Record<string, readonly [string, string]>;

/** A function that says a text of a catalogue in the language of now; a missing key does not compile. */
export function speaker<W extends Words>(words: W) {
  return (key: keyof W & string, values?: Record<string, string | number>): string => {
    const pair = words[key];
    return pair === undefined ? key : fill(language.current === 'en' ? pair[1] : pair[0], values);
  };
}
