/** What the service says when it refuses, and what the network says when it does not answer. */

export interface Fault {
  pointer: string;
  code: string;
  message: string;
}

/** RFC 9457, as the service sends it. `code` is stable; the words are in the language that was asked for. */
export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  errors: Fault[];
  request_id: string;
  [extra: string]: unknown;
}

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }

  /** The message for a field of a form, by its name. */
  fault(field: string): string | undefined {
    return this.problem.errors.find((fault) => fault.pointer === `/${field}`)?.message;
  }
}

/** Nothing answered: no network, or the service is not running. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The session is over and cannot go on; the page asks to sign in again. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** Reads a refusal. A proxy in front may answer something that is no problem document: its status then speaks. */
export async function problemOf(response: Response): Promise<Problem> {
  return problemFrom(response.status, await response.text());
}

export function problemFrom(status: number, text: string): Problem {
  const bare: Problem = { title: '', status, detail: '', code: `http_${status}`, errors: [], request_id: '' };
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...bare, ...body } : bare;
  } catch {
    return bare;
  }
}
