/** Where marks and words of a chart stand. Pure, in the chart's own units. */

/** The round steps of an axis of shares: to 100 %, and further where a share is above it. */
export function shares(values: readonly number[]): number[] {
  const top = Math.max(100, ...values.map((value) => Math.ceil(value / 25) * 25));
  return Array.from({ length: top / 25 + 1 }, (_, index) => index * 25);
}

/** Moves places apart so that no two are nearer than `room`, within 0 and `end`; their order stays. */
export function apart(places: readonly number[], room: number, end: number): number[] {
  const order = places.map((_, index) => index).sort((one, other) => at(places, one) - at(places, other));
  const moved = [...places];
  let least = 0;
  for (const index of order) {
    moved[index] = Math.max(at(moved, index), least);
    least = at(moved, index) + room;
  }
  let most = end;
  for (const index of order.reverse()) {
    moved[index] = Math.min(at(moved, index), most);
    most = at(moved, index) - room;
  }
  return moved;
}

/** The first days of the months that begin from one day to another, every so many. */
export function months(from: string, to: string, every = 1): string[] {
  const found: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    if (day > to) return found;
    if (day >= from) found.push(day);
    month += every;
    if (month > 12) [year, month] = [year + 1, month - 12];
  }
}

function at(places: readonly number[], index: number): number {
  return places[index] ?? 0;
}
