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

/** A function that says the word for a code that the service answers; the code itself where the catalogue is older. */
export function namer(words: Words) {
  const say = speaker(words);
  return (group: string, code: string): string => {
    const key = `${group}.${code}`;
    return key in words ? say(key) : code;
  };
}
