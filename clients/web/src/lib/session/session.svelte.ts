import { problemOf, Refused, SignedOut, Unreachable } from '../api/problem.ts';
import type { Role, Token } from '../api/types.ts';
import { language } from '../i18n/language.svelte.ts';

const MARK = 'sweet17.session';
const EARLY_MS = 30_000;

export interface Who {
  role: Role;
  region_code: string | null;
  school_id: string | null;
  team_id: string | null;
}

/**
 * Who is signed in here. The access token lives in this page's memory alone; what lets a session go on is a cookie
 * that no script can read. `localStorage` keeps one bit, that there was a session, so that a first visit asks nothing.
 */
class Session {
  state = $state<'starting' | 'out' | 'in'>('starting');
  who = $state.raw<Who | null>(null);
  /** The session ended by itself: the sign-in page says so. */
  ended = $state(false);
  /** On a device that one team carries: closing the browser does not end the session. */
  keep = false;
  #token = '';
  #until = 0;
  #renewing: Promise<string> | null = null;

  /** Takes up the session of this browser, if there is one. Throws `Unreachable` when the service does not answer. */
  async start(): Promise<void> {
    if (localStorage.getItem(MARK) === null) {
      this.state = 'out';
      return;
    }
    try {
      await this.renew();
    } catch (failure) {
      if (!(failure instanceof SignedOut)) throw failure;
      this.ended = false;
    }
  }

  /** Throws `Refused` (`accounts.otp_needed` when a second factor is asked for). */
  async signIn(username: string, password: string, otp: string): Promise<void> {
    const more = { ...(otp === '' ? {} : { otp }), ...(this.keep ? { keep: 'true' } : {}) };
    const said = { grant_type: 'password', username, password, ...more };
    this.#take(await ask('/v1/auth/token', new URLSearchParams(said)));
  }

  async signOut(): Promise<void> {
    const token = await this.token().catch(() => '');
    if (token !== '') {
      await fetch('/v1/auth/logout', { method: 'POST', headers: { authorization: `Bearer ${token}` } }).catch(
        () => null,
      );
    }
    this.#end();
  }

  async token(): Promise<string> {
    return Date.now() < this.#until - EARLY_MS ? this.#token : this.renew();
  }

  /** A new access token. Throws `SignedOut` when the session is over. */
  renew(): Promise<string> {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  async #renew(): Promise<string> {
    try {
      // Two tabs that renew at once would each take the other's step; where the browser can, they queue.
      const renewed = await queued(() => ask('/v1/auth/refresh', this.keep ? { keep: true } : null));
      this.#take(renewed);
      return this.#token;
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.status !== 401) throw failure;
      this.#end();
      this.ended = true;
      throw new SignedOut();
    }
  }

  #take(token: Token): void {
    this.#token = token.access_token;
    this.#until = Date.now() + token.expires_in * 1000;
    this.who = {
      role: token.role,
      region_code: token.region_code ?? null,
      school_id: token.school_id ?? null,
      team_id: token.team_id ?? null,
    };
    localStorage.setItem(MARK, '1');
    this.ended = false;
    this.state = 'in';
  }

  #end(): void {
    this.#token = '';
    this.#until = 0;
    this.who = null;
    localStorage.removeItem(MARK);
    this.state = 'out';
  }
}

async function ask(path: string, said: URLSearchParams | { keep: boolean } | null): Promise<Token> {
  const plain = said === null || said instanceof URLSearchParams;
  const body = plain ? said : JSON.stringify(said);
  const headers = { 'accept-language': language.current, ...(plain ? {} : { 'content-type': 'application/json' }) };
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', headers, body, credentials: 'same-origin' });
  } catch {
    throw new Unreachable();
  }
  if (!response.ok) throw new Refused(await problemOf(response));
  return (await response.json()) as Token;
}

function queued<T>(work: () => Promise<T>): Promise<T> {
  // Absent on plain http outside localhost, whatever the type says.
  const locks = navigator.locks as LockManager | undefined;
  return locks ? (locks.request('sweet17.refresh', work) as Promise<T>) : work();
}

export const session = new Session();
