import { problemOf, Refused, Unreachable } from '../../../lib/api/problem.ts';
import { language } from '../../../lib/i18n/language.svelte.ts';
import { session } from '../../../lib/session/session.svelte.ts';
import type { Book } from './settings.ts';
import type { Setting } from './types.ts';

/**
 * A region's coefficients with their version. The version stands in the answer's ETag alone, which the client does not
 * hand out, so this one question is asked here.
 */
export async function settingsOf(region: string, signal: AbortSignal): Promise<Book> {
  const headers = { authorization: `Bearer ${await session.token()}`, 'accept-language': language.current };
  let response: Response;
  try {
    response = await fetch(`/v1/settings/${encodeURIComponent(region)}`, { headers, signal });
  } catch (failure) {
    if (signal.aborted) throw failure;
    throw new Unreachable();
  }
  if (!response.ok) throw new Refused(await problemOf(response));
  const { items } = (await response.json()) as { items: Setting[] };
  return { items, version: Number(response.headers.get('etag')?.replaceAll(/\D/g, '') ?? 0) };
}
