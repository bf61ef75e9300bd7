import { Client, type Bearer } from '../lib/api/client.ts';
import { Refused } from '../lib/api/problem.ts';
import { language } from '../lib/i18n/language.svelte.ts';
import { session } from '../lib/session/session.svelte.ts';
import type { Service } from './sync.ts';

/** Somebody else has signed in with this browser: what waits here must not go under their name. */
export class Stranger extends Error {
  override readonly name = 'Stranger';
}

const PATIENCE_MS = 60_000;
const CONTENT = [400, 413, 415, 422];

/** Asks under the name of this account alone, whoever's session the browser's cookie holds. */
export function clientOf(owner: string): Client {
  const own = (token: string): string => {
    if (subject(token) !== owner) throw new Stranger();
    return token;
  };
  const bearer: Bearer = {
    token: async () => own(await session.token()),
    renew: async () => own(await session.renew()),
  };
  return new Client(bearer, () => language.current);
}

export function serviceOf(client: Client, device: string): Service {
  const patience = () => ({ signal: AbortSignal.timeout(PATIENCE_MS) });
  return {
    send: (items, device_time) => client.post('/v1/recordings/batch', { body: { items, device_time }, ...patience() }),
    visits: (date_from) => client.get('/v1/field/visits', { query: { date_from }, ...patience() }),
    pack: (visit_id) => client.get('/v1/visits/{visit_id}/pack', { path: { visit_id }, ...patience() }),
    reconcile: (ids) => client.post('/v1/field/reconcile', { body: { device_id: device, ids }, ...patience() }),
    person: async (recording_id) => {
      const path = { recording_id };
      return (await client.get('/v1/recordings/{recording_id}', { path, ...patience() })).student_id ?? null;
    },
    isContent: (failure) =>
      failure instanceof Refused && CONTENT.includes(failure.status)
        ? { code: failure.code, message: failure.problem.detail }
        : null,
  };
}

/** The account of an access token. It is the service that verifies tokens; here only their owner is compared. */
function subject(token: string): string {
  const payload = token.split('.')[1] ?? '';
  const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
  return typeof claims === 'object' && claims !== null && 'sub' in claims ? String(claims.sub) : '';
}
