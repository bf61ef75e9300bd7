import { Refused, SignedOut, Unreachable } from '../api/problem.ts';
import { say } from '../i18n/words.ts';

/** A failure in one or two sentences that a person can act on. */
export function told(failure: unknown): string {
  if (failure instanceof Unreachable) return say('problem.network');
  if (failure instanceof SignedOut) return say('problem.signedOut');
  if (failure instanceof Refused) {
    if (failure.status === 412) return say('problem.changed');
    const { detail, errors } = failure.problem;
    // A refusal of the whole says the same at its only fault.
    const sentences = new Set([detail, ...errors.map((fault) => fault.message)].filter(Boolean));
    return [...sentences].join(' ') || say('problem.server');
  }
  return say('problem.page');
}
