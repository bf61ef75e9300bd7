import type { components } from '../../lib/api/schema';

type Schemas = components['schemas'];
export type Outcome = Schemas['Outcome'];
export type Reason = Schemas['Reason'];
export type Item = Schemas['RecordingIn'];
export type Pack = Schemas['PackOut'];
export type Pupil = Schemas['PackPupil'];

/** One place per person: the first of these that was noted counts (the service keeps the same order). */
export const PRECEDENCE = [
  'recorded',
  'already_recorded',
  'left',
  'under_age',
  'failed',
  'refused',
  'deferred',
  'absent',
] as const satisfies readonly Outcome[];

/** From this age on pupils are recorded where an older service does not say another in its pack. */
const USUAL_AGE = 16;

/** The age from which the office records, in full years. */
export function recordingAge(pack: Pack): number {
  const told = 'recording_age' in pack ? pack.recording_age : undefined;
  return typeof told === 'number' && Number.isInteger(told) && told > 0 ? told : USUAL_AGE;
}

const NEED_REASON: readonly Outcome[] = ['failed', 'refused', 'deferred'];

const USUAL: Partial<Record<Outcome, readonly Reason[]>> = {
  failed: [
    'fingerprint_unreadable',
    'iris_unreadable',
    'device_failure',
    'no_power',
    'no_signal',
    'nik_not_found',
    'data_mismatch',
  ],
  refused: ['photo_refused', 'signature_refused', 'other'],
  deferred: ['no_family_card', 'data_mismatch', 'ill', 'internship', 'no_power', 'no_signal'],
};

export function needsReason(outcome: Outcome): boolean {
  return NEED_REASON.includes(outcome);
}

/** The reasons that the service takes, those first that this outcome usually has. */
export function reasonsFor(outcome: Outcome, known: readonly Reason[]): Reason[] {
  const usual = (USUAL[outcome] ?? []).filter((reason) => known.includes(reason));
  return [...usual, ...known.filter((reason) => !usual.includes(reason))];
}

/** The place of an outcome in the precedence; the lowest counts. */
export function rank(outcome: string | null | undefined): number {
  const at = PRECEDENCE.indexOf(outcome as (typeof PRECEDENCE)[number]);
  return at < 0 ? PRECEDENCE.length : at;
}
