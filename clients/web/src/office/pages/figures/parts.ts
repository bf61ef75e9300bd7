import type { Formats } from '../../../lib/format/format.ts';
import type { Picture } from './picture.svelte.ts';
import type { Question } from './question.ts';

/** What every part of the dashboard is given. */
export interface PartProps {
  picture: Picture;
  formats: Formats;
  question: Question;
}
