import { save } from '../lib/ui/save.ts';
import { carryOut, client } from './app.svelte.ts';
import type { Letter } from './types.ts';

const KEPT_MS = 60_000;

/**
 * A letter in a window of its own, or to keep. The PDF comes through this page: its address alone opens nothing.
 * To be called at a press, with nothing awaited before: a window that opens after an answer came would be blocked.
 */
export async function take(letter: Letter, how: 'open' | 'save'): Promise<void> {
  const view = how === 'open' ? open('about:blank', '_blank') : null;
  const done = await carryOut(async () => {
    const file = await client.download(letter.url, {}, `${letter.kind}.pdf`);
    if (view === null) return save(file);
    const url = URL.createObjectURL(file.blob);
    view.location.replace(url);
    setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  });
  if (!done) view?.close();
}
