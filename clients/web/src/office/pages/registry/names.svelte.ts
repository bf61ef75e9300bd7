import { SvelteMap } from 'svelte/reactivity';
import { client } from '../../app.svelte.ts';

/**
 * Names of pupils of whom a list tells only the id. Each is asked for once in a page's life; `null` is one who cannot be
 * seen. Kept in memory alone, and forgotten with the page that shows them.
 */
export class Names {
  readonly #known = new SvelteMap<string, string | null | undefined>();

  of(id: string): string | null | undefined {
    return this.#known.get(id);
  }

  /** Takes the names that a list told, and asks for the others: of whom a list may not speak, their own page may. */
  async take(people: readonly (readonly [string, string | null])[]): Promise<void> {
    for (const [id, name] of people) if (name !== null) this.#known.set(id, name);
    await this.learn(people.map(([id]) => id));
  }

  async learn(ids: readonly string[]): Promise<void> {
    const wanted = ids.filter((id) => !this.#known.has(id));
    for (const id of wanted) this.#known.set(id, undefined);
    await Promise.all(
      wanted.map(async (id) => {
        const pupil = await client.get('/v1/students/{student_id}', { path: { student_id: id } }).catch(() => null);
        this.#known.set(id, pupil?.name ?? null);
      }),
    );
  }
}
