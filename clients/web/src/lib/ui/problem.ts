import { Refused, SignedOut, Unreachable } from '../api/problem.ts';
import { say } from '../i18n/words.ts';

/** A failure in one or two sentences that a person can act on. */
export function told(failure: unknown): string {
  if (failure instanceof Unreachable) return say('problem.network');
  if (failure instanceof SignedOut) return say('problem.signedOut');
  if (failure instanceof Refused) {
    if (failure.status === 412) return say('problem.changed');
    const { detail, errors } = failure.problem;
    const faults = errors.map((fault) => fault.message).join(' ');
    return [detail, faults].filter(Boolean).join(' ') || say('problem.server');
  }
  return say('problem.page');
}
