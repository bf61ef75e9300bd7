/** Matches addresses within a page: `/lists/:id?outcome=rejected`. */

type Names<P extends string> = P extends `${infer Head}/${infer Tail}`
  ? Names<Head> | Names<Tail>
  : P extends `:${infer Name}`
    ? Name
    : never;

/** The parameters that a pattern names. */
export type Params<P extends string> = Record<Names<P>, string>;

export interface Match<P extends string = string> {
  pattern: P;
  params: Record<string, string>;
  query: URLSearchParams;
}

export function match<P extends string>(patterns: readonly P[], address: string): Match<P> | undefined {
  const [path = '', query = ''] = address.split('?', 2);
  const parts = split(path);
  for (const pattern of patterns) {
    const wanted = split(pattern);
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((want, index) => {
      const part = parts[index] ?? '';
      if (want.startsWith(':')) params[want.slice(1)] = decode(part);
      return want.startsWith(':') || want === part;
    });
    if (fits) return { pattern, params, query: new URLSearchParams(query) };
  }
  return undefined;
}

function split(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
