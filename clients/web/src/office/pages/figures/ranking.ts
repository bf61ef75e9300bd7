/** Which schools need a visit first. */

export interface Ranked {
  key: string;
  name: string;
  /** Pupils who turn 17 before a visit reaches them; `null` where that is not known. */
  late: number | null;
  eligible: number;
  soon: number;
  listed: number;
  recorded: number;
  percent: number | null;
  eligibleRows: string | null;
  recordedRows: string | null;
}

interface Due {
  key: string;
  name: string;
  eligible: number;
  becoming_eligible_90d: number;
  eligible_rows_url: string | null;
}

interface Covered {
  key: string;
  name: string;
  listed: number;
  recorded: number;
  percent: number | null;
  recorded_rows_url: string | null;
}

/** One line a school that either answer names: most at risk first, then most to do, then by name. */
export function ranked(
  due: readonly Due[],
  covered: readonly Covered[],
  late: ReadonlyMap<string, number> | null,
): Ranked[] {
  const [dues, covers] = [byKey(due), byKey(covered)];
  const lines = [...new Set([...dues.keys(), ...covers.keys()])].map((key): Ranked => {
    const [owed, cover] = [dues.get(key), covers.get(key)];
    return {
      key,
      name: owed?.name ?? cover?.name ?? key,
      late: late === null ? null : (late.get(key) ?? 0),
      eligible: owed?.eligible ?? 0,
      soon: owed?.becoming_eligible_90d ?? 0,
      listed: cover?.listed ?? 0,
      recorded: cover?.recorded ?? 0,
      percent: cover?.percent ?? null,
      eligibleRows: owed?.eligible_rows_url ?? null,
      recordedRows: cover?.recorded_rows_url ?? null,
    };
  });
  return lines.sort(
    (one, other) =>
      (other.late ?? 0) - (one.late ?? 0) || other.eligible - one.eligible || one.name.localeCompare(other.name, 'id'),
  );
}

/** How many of a list belong to each school; those of none stand under the service's own word for it. */
export function perSchool(rows: readonly { school_id: string | null }[]): Map<string, number> {
  return tally(rows.map(({ school_id }) => school_id ?? 'none'));
}

/** How often each stands in a list. */
export function tally(names: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}

function byKey<T extends { key: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.key, item]));
}
