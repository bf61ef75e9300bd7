/** The address of a page that is looked at in another way: what was chosen stays, but for what is said anew. */
export function looked(path: string, query: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const said = next.toString();
  return said === '' ? path : `${path}?${said}`;
}
