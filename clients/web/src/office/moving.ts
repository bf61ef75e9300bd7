import { client } from './app.svelte.ts';
import type { Visit } from './types.ts';

/** Where a visit is to go. */
export interface Target {
  team_id: string;
  starts_at: string;
  ends_at: string;
}

/** Team and time of an agreed visit change one after the other: the service takes them in two steps. */
export class OneAtATime extends Error {
  override readonly name = 'OneAtATime';
}

/**
 * Moves a visit. One that the school does not know yet stays a draft; for any other the school is asked again.
 * Throws `Refused` with the rule that stands against it, and {@link OneAtATime}.
 */
export async function move(visit: Visit, to: Target, override: string): Promise<Visit> {
  const path = { visit_id: visit.id };
  const times = { starts_at: to.starts_at, ends_at: to.ends_at, override_reason: override.trim() || null };
  const otherTeam = to.team_id !== visit.team_id;
  const otherTime = !same(to.starts_at, visit.starts_at) || !same(to.ends_at, visit.ends_at);
  const patch = (body: Partial<Target>) =>
    client.patch('/v1/visits/{visit_id}', { path, version: visit.version, body });

  if (visit.state === 'draft' || (visit.state === 'proposed' && otherTeam)) {
    return patch({ ...(otherTeam ? { team_id: to.team_id } : {}), ...(otherTime ? times : {}) });
  }
  if (otherTeam && !otherTime && visit.state !== 'postponed') return patch({ team_id: to.team_id });
  if (otherTeam && visit.state !== 'postponed') throw new OneAtATime();
  const version = otherTeam ? (await patch({ team_id: to.team_id })).version : visit.version;
  return client.post('/v1/visits/{visit_id}/reschedule', { path, version, body: times });
}

function same(one: string, other: string): boolean {
  return Date.parse(one) === Date.parse(other);
}
