import type { Row } from '../lib/api/types.ts';

type Severity = Row['problems'][number]['severity'];

export interface Found {
  code: string;
  severity: Severity;
  message: string;
  /** Rows that have it, each counted once. */
  rows: number;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** The problems of these rows, the gravest and most frequent first. */
export function problems(rows: readonly Pick<Row, 'problems'>[]): Found[] {
  const found = new Map<string, Found>();
  for (const { problems: own } of rows) {
    const seen = new Set<string>();
    for (const { code, severity, message } of own) {
      if (seen.has(code)) continue;
      seen.add(code);
      const known = found.get(code);
      if (known) known.rows += 1;
      else found.set(code, { code, severity, message, rows: 1 });
    }
  }
  return [...found.values()].sort(
    (one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || other.rows - one.rows,
  );
}
