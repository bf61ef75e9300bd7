import { match, type Match } from './match.ts';

/**
 * The address after `#`, so that what somebody looks at never reaches a server's log, and an app that was loaded once
 * works without a network.
 */
export class Router<P extends string> {
  readonly #patterns: readonly P[];
  #address = $state(read());

  constructor(patterns: readonly P[]) {
    this.#patterns = patterns;
    addEventListener('hashchange', () => (this.#address = read()));
  }

  get address(): string {
    return this.#address;
  }

  get match(): Match<P> | undefined {
    return match(this.#patterns, this.#address);
  }

  /** Whether the page under this path is open, or one below it. */
  within(path: string): boolean {
    const now = this.#address.split('?', 1)[0] ?? '/';
    return path === '/' ? now === '/' : now === path || now.startsWith(`${path}/`);
  }

  go(address: string): void {
    location.hash = address;
  }

  /** Changes the address without a new step in the browser's history: for filters. */
  replace(address: string): void {
    history.replaceState(null, '', `#${address}`);
    this.#address = address;
  }
}

function read(): string {
  return location.hash.slice(1) || '/';
}
