/** A roster while it is written by hand: who stands on it, in which order, and when each comes. */

export interface Line {
  id: string;
  name: string;
  group: string;
  /** Local times `HH:MM`; empty is none. */
  start: string;
  end: string;
}

/** With one more at the end, once. */
export function added(lines: readonly Line[], line: Line): readonly Line[] {
  return lines.some((each) => each.id === line.id) ? lines : [...lines, line];
}

export function removed(lines: readonly Line[], id: string): readonly Line[] {
  return lines.filter((line) => line.id !== id);
}

/** One place up or down. Times belong to places: whoever changes place with somebody comes at that one's time. */
export function moved(lines: readonly Line[], id: string, by: 1 | -1): readonly Line[] {
  const from = lines.findIndex((line) => line.id === id);
  const [one, other] = [lines[from], lines[from + by]];
  if (one === undefined || other === undefined) return lines;
  const changed = [...lines];
  changed[from] = { ...other, start: one.start, end: one.end };
  changed[from + by] = { ...one, start: other.start, end: other.end };
  return changed;
}

export interface Item {
  student_id: string;
  class_group: string | null;
  slot_start: string | null;
  slot_end: string | null;
}

/** What the service is told; without times of one's own each class gets the slot that follows from its number. */
export function asItems(lines: readonly Line[], timed: boolean): Item[] {
  return lines.map((line) => ({
    student_id: line.id,
    class_group: line.group || null,
    slot_start: timed && line.start ? line.start : null,
    slot_end: timed && line.end ? line.end : null,
  }));
}
