import type { Setting } from './types.ts';

export type Value = Setting['value'];
export type Unit =
  'years' | 'days' | 'hours' | 'minutes' | 'pupils' | 'percent' | 'kmh' | 'rupiah' | 'working' | 'times';

/** What a coefficient counts; a time of day and a yes or no need no unit. */
export const UNITS: Record<string, Unit> = {
  recording_age: 'years',
  card_age: 'years',
  print_offset_days: 'days',
  minutes_per_recording: 'minutes',
  kit_capacity_per_day: 'pupils',
  complaint_verify_days: 'working',
  complaint_escalate_days: 'working',
  complaint_days_information: 'working',
  complaint_days_complaint: 'working',
  complaint_days_investigation: 'days',
  transfer_alert_count: 'pupils',
  missing_confirm_percent: 'percent',
  list_old_days: 'days',
  submission_revert_days: 'days',
  data_request_hours: 'hours',
  unknown_at_centre_days: 'days',
  winding_factor: 'times',
  travel_kmh: 'kmh',
  card_lead_days: 'days',
  cost_per_km: 'rupiah',
  visit_day_cost: 'rupiah',
  suggest_days: 'days',
  winding_factor_low: 'times',
  winding_factor_high: 'times',
  travel_kmh_low: 'kmh',
  travel_kmh_high: 'kmh',
  pupils_per_motorbike_low: 'pupils',
  pupils_per_motorbike: 'pupils',
  pupils_per_motorbike_high: 'pupils',
  pupil_cost_per_km_low: 'rupiah',
  pupil_cost_per_km: 'rupiah',
  pupil_cost_per_km_high: 'rupiah',
  office_wait_minutes_low: 'minutes',
  office_wait_minutes: 'minutes',
  office_wait_minutes_high: 'minutes',
  minutes_per_recording_high: 'minutes',
  lesson_share_low: 'percent',
  lesson_share: 'percent',
  lesson_share_high: 'percent',
  lesson_minutes: 'minutes',
  coverage_goal: 'percent',
};

/** Which coefficients stand together, in the order in which they are read. */
const GROUPS: Record<string, readonly string[]> = {
  recording: [
    'recording_age',
    'card_age',
    'print_offset_days',
    'card_lead_days',
    'unknown_at_centre_days',
    'minutes_per_recording',
    'kit_capacity_per_day',
  ],
  visits: ['team_departure', 'travel_kmh', 'winding_factor', 'suggest_days', 'visit_day_cost', 'cost_per_km'],
  impact: [
    'winding_factor_low',
    'winding_factor_high',
    'travel_kmh_low',
    'travel_kmh_high',
    'pupils_per_motorbike_low',
    'pupils_per_motorbike',
    'pupils_per_motorbike_high',
    'pupil_cost_per_km_low',
    'pupil_cost_per_km',
    'pupil_cost_per_km_high',
    'office_wait_minutes_low',
    'office_wait_minutes',
    'office_wait_minutes_high',
    'minutes_per_recording_high',
    'lesson_share_low',
    'lesson_share',
    'lesson_share_high',
    'lesson_minutes',
    'team_people',
  ],
  lessons: ['lessons_start', 'lessons_end', 'friday_end', 'saturday_lessons'],
  lists: ['missing_confirm_percent', 'list_old_days', 'submission_revert_days', 'transfer_alert_count'],
  people: [
    'consent_required',
    'data_request_hours',
    'complaint_verify_days',
    'complaint_days_information',
    'complaint_days_complaint',
    'complaint_days_investigation',
    'complaint_escalate_days',
    'message_quiet_from',
    'message_quiet_to',
  ],
  messages: [
    'message_text_visit_confirmed',
    'message_text_visit_moved',
    'message_text_visit_now_at',
    'message_text_visit_postponed',
    'message_text_visit_cancelled',
    'message_text_card_ready',
    'message_text_complaint_answered',
  ],
  figures: ['coverage_goal', 'small_number'],
};

export function groupOf(key: string): string {
  return Object.keys(GROUPS).find((group) => GROUPS[group]?.includes(key)) ?? 'others';
}

/** Where a coefficient stands among all; one that this page does not know yet comes last. */
function rank(key: string): number {
  const at = Object.values(GROUPS).flat().indexOf(key);
  return at === -1 ? Number.MAX_SAFE_INTEGER : at;
}

export interface Book {
  items: Setting[];
  /** Of the region's own lines, against which a change is made. */
  version: number;
}

/** A coefficient as it stands: what holds today, what is planned, and what this region entered itself. */
export interface Stands {
  key: string;
  today: Setting;
  planned: Setting[];
  own: Setting[];
}

/** The nearest region's latest entry holds; a day before every entry lives by the first. */
export function stands(items: readonly Setting[], region: string, today: string): Stands[] {
  const keys = [...new Set(items.map((line) => line.key))].sort((one, other) => rank(one) - rank(other));
  return keys.flatMap((key) => {
    const lines = items.filter((line) => line.key === key).sort(nearest);
    const holds = lines.find((line) => line.valid_from <= today) ?? lines.at(-1);
    if (holds === undefined) return [];
    const own = lines.filter((line) => line.region_code === region);
    const planned = lines
      .filter((line) => line.valid_from > today && distance(line) >= distance(holds))
      .sort((one, other) => one.valid_from.localeCompare(other.valid_from));
    return [{ key, today: holds, planned, own }];
  });
}

function nearest(one: Setting, other: Setting): number {
  return distance(other) - distance(one) || other.valid_from.localeCompare(one.valid_from);
}

/** How deep the region lies: the nation 0, a province 1, a regency 2. */
function distance({ region_code }: Setting): number {
  return region_code === '00' ? 0 : region_code.split('.').length;
}

/** The region's own lines with one more; another from the same day gives way. */
export function withLine(own: readonly Setting[], line: Setting): Setting[] {
  return [...without(own, line), line];
}

export function without(own: readonly Setting[], { key, valid_from }: Pick<Setting, 'key' | 'valid_from'>): Setting[] {
  return own.filter((one) => one.key !== key || one.valid_from !== valid_from);
}

/** Whether a coefficient is the wording of a message, and no number or time. */
export function isWording(key: string): boolean {
  return key.startsWith('message_text_');
}

/** The placeholders of a wording, each once. */
export function placeholders(wording: Value): string {
  return [...new Set(String(wording).match(/\{\w+\}/g))].join(', ');
}

/** What somebody typed as a value of the same kind; `null` when it is none. The service judges wordings. */
export function parsed(text: string, like: Value, key = ''): Value | null {
  const said = text.trim();
  if (isWording(key)) return said.replace(/\s+/g, ' ') || null;
  if (typeof like === 'boolean') return said === 'true';
  if (typeof like === 'string') {
    const time = said.replace('.', ':');
    return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null;
  }
  const number = Number(said.replace(',', '.'));
  return said === '' || Number.isNaN(number) ? null : number;
}
