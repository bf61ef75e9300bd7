import type { History } from '../../../lib/api/types.ts';
import { named, say } from '../../words.registry.ts';
import { place } from '../../app.svelte.ts';
import { schoolName } from './lists.ts';

export interface Happened {
  key: string;
  at: string;
  when: string;
  words: string;
  more: string;
}

/** What is known of a pupil and since when: words that changed, schools, recordings and card, newest first. */
export function happened(past: History): Happened[] {
  const { formats } = place;
  const voided = (by: string | null): string => (by === null ? '' : say('pupil.voided'));
  const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ');
  const changes = past.items.map((one, index) => {
    const facts = one.changes.map((change) => changed(change.field, change.from, change.to)).join('; ');
    const by = one.by_role ? say('pupil.history.by', { who: named('role', one.by_role) }) : '';
    const first = index === past.items.length - 1;
    return {
      key: `v${index}`,
      at: one.known_from,
      when: formats.instant(one.known_from),
      words: first ? say('pupil.history.first') : facts,
      more: first ? joined(by, facts) : by,
    };
  });
  const schools = past.enrolments.map((one) => ({
    key: one.id,
    at: one.date_from,
    when: formats.shortDay(one.date_from),
    words: say('pupil.enrolled', { school: schoolName(one.school_id) }),
    more: joined(one.class_group, one.date_to && say('pupil.until', { date: formats.shortDay(one.date_to) })),
  }));
  const recordings = past.recordings.map((one) => ({
    key: one.id,
    at: one.corrected_on,
    when: formats.shortDay(one.corrected_on),
    words: `${say('pupil.recorded')}: ${named('outcome', one.outcome)}`,
    more: voided(one.voided_by),
  }));
  const cards = past.card_events.map((one) => ({
    key: one.id,
    at: one.occurred_at,
    when: formats.instant(one.occurred_at),
    words: `${say('pupil.card')}: ${named('card', one.state)}`,
    more: joined(one.status, voided(one.voided_by)),
  }));
  return [...changes, ...schools, ...recordings, ...cards].sort((one, other) => other.at.localeCompare(one.at));
}

function changed(field: string, before: unknown, after: unknown): string {
  const was = before === null || before === undefined ? '' : `${value(field, before)} → `;
  return `${named('field', field)}: ${was}${value(field, after)}`;
}

function value(field: string, said: unknown): string {
  if (said === null || said === undefined || said === '') return '–';
  if (typeof said === 'boolean') return say(said ? 'settings.yes' : 'settings.no');
  const text = typeof said === 'string' || typeof said === 'number' ? String(said) : JSON.stringify(said);
  if (field === 'school_id') return schoolName(text);
  if (field === 'card_state') return named('card', text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return place.formats.shortDay(text);
  return ['status', 'recorded', 'consent', 'sex'].includes(field) ? named(field, text) : text;
}
