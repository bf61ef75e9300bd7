import { mayRepeat, pause } from './retry.ts';
import { problemFrom, problemOf, Refused, SignedOut, Unreachable } from './problem.ts';
import type { Answer, Ask, PathOf } from './types.ts';

/** Who lets a request through: hands out the access token, and a new one when the service takes the old no more. */
export interface Bearer {
  token(): Promise<string>;
  renew(): Promise<string>;
}

interface Wish {
  path?: Record<string, string | number> | undefined;
  query?: object | undefined;
  body?: unknown;
  version?: number | undefined;
  signal?: AbortSignal | undefined;
}

export interface Download {
  blob: Blob;
  name: string;
}

/** The service over HTTP. Sends again what may be sent again, and nothing else. */
export class Client {
  readonly #bearer: Bearer;
  readonly #language: () => string;

  constructor(bearer: Bearer, language: () => string) {
    this.#bearer = bearer;
    this.#language = language;
  }

  get<P extends PathOf<'get'>>(path: P, ask: Ask<P, 'get'>): Promise<Answer<P, 'get'>> {
    return this.#json('GET', path, ask);
  }

  post<P extends PathOf<'post'>>(path: P, ask: Ask<P, 'post'>): Promise<Answer<P, 'post'>> {
    return this.#json('POST', path, ask);
  }

  put<P extends PathOf<'put'>>(path: P, ask: Ask<P, 'put'>): Promise<Answer<P, 'put'>> {
    return this.#json('PUT', path, ask);
  }

  patch<P extends PathOf<'patch'>>(path: P, ask: Ask<P, 'patch'>): Promise<Answer<P, 'patch'>> {
    return this.#json('PATCH', path, ask);
  }

  delete<P extends PathOf<'delete'>>(path: P, ask: Ask<P, 'delete'>): Promise<Answer<P, 'delete'>> {
    return this.#json('DELETE', path, ask);
  }

  /** A file to keep, under the name the service gives it. */
  async download(path: string, ask: Wish, fallbackName: string): Promise<Download> {
    const response = await this.#send('GET', path, ask);
    const name = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    return { blob: await response.blob(), name: name ?? fallbackName };
  }

  /** Sends a file and tells how far it is (0 to 1; 1 means sent, while the service still reads it). Never repeated. */
  async upload<P extends PathOf<'post'>>(
    path: P,
    ask: Omit<Ask<P, 'post'>, 'body'>,
    file: File,
    progress: (share: number) => void,
  ): Promise<Answer<P, 'post'>> {
    let answer = await this.#put(path, ask, file, await this.#bearer.token(), progress);
    if (answer.status === 401) answer = await this.#put(path, ask, file, await this.#bearer.renew(), progress);
    if (answer.status >= 400 || answer.status === 0) throw new Refused(problemFrom(answer.status, answer.text));
    return JSON.parse(answer.text) as Answer<P, 'post'>;
  }

  // `fetch` tells nothing about an upload on its way; XMLHttpRequest does.
  #put(path: string, ask: Wish, file: File, token: string, progress: (share: number) => void) {
    const form = new FormData();
    form.append('file', file, file.name);
    return new Promise<{ status: number; text: string }>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', address(path, ask));
      request.setRequestHeader('authorization', `Bearer ${token}`);
      request.setRequestHeader('accept-language', this.#language());
      request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
      request.onload = () => resolve({ status: request.status, text: request.responseText });
      request.onerror = () => reject(new Unreachable());
      request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
      ask.signal?.addEventListener('abort', () => request.abort());
      request.send(form);
    });
  }

  async #json<T>(method: string, path: string, ask: Wish): Promise<T> {
    const response = await this.#send(method, path, ask);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async #send(method: string, path: string, ask: Wish): Promise<Response> {
    const named = typeof ask.body === 'object' && ask.body !== null && 'id' in ask.body && Boolean(ask.body.id);
    let token = await this.#bearer.token();
    let renewed = false;
    for (let sent = 1; ; sent += 1) {
      const response = await this.#once(method, path, ask, token);
      if (response?.ok) return response;
      if (response?.status === 401) {
        if (renewed) throw new SignedOut();
        renewed = true;
        token = await this.#bearer.renew();
        continue;
      }
      const wait = pause(sent, response?.headers.get('retry-after') ?? null);
      if (wait === null || !mayRepeat({ method, named, status: response?.status, sent })) {
        throw response ? new Refused(await problemOf(response)) : new Unreachable();
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
      ask.signal?.throwIfAborted();
    }
  }

  /** One attempt; undefined when nothing answered. */
  async #once(method: string, path: string, ask: Wish, token: string): Promise<Response | undefined> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${token}`,
      'accept-language': this.#language(),
    };
    if (ask.version !== undefined) headers['if-match'] = `"${ask.version}"`;
    if (ask.body !== undefined) headers['content-type'] = 'application/json';
    const body = ask.body === undefined ? null : JSON.stringify(ask.body);
    try {
      return await fetch(address(path, ask), { method, headers, body, signal: ask.signal ?? null });
    } catch (failure) {
      if (ask.signal?.aborted) throw failure;
      return undefined;
    }
  }
}

/** The address of a request: its path filled in, and of its query only what was said. */
export function address(path: string, ask: Pick<Wish, 'path' | 'query'>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = ask.path?.[name];
    if (value === undefined) throw new Error(`${path} lacks ${name}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(ask.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const said = query.toString();
  return said === '' ? filled : `${filled}?${said}`;
}
