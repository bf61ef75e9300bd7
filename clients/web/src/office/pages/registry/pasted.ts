import type { DayKind, DayLine } from './types.ts';

/** Why a pasted line cannot be taken, by the name of its words, and what they name. */
export interface PasteFault {
  code: 'columns' | 'day' | 'order' | 'kind' | 'empty';
  values: Record<string, string | number>;
}

const KINDS: Record<string, DayKind> = {
  'libur nasional': 'national_holiday',
  'national holiday': 'national_holiday',
  'cuti bersama': 'joint_leave',
  'joint leave': 'joint_leave',
  'libur sekolah': 'school_holiday',
  'school holiday': 'school_holiday',
  ujian: 'exam',
  exam: 'exam',
  lainnya: 'other',
  other: 'other',
};
export const MOST_LINES = 500;

/** Reads pasted lines: first day, last day, kind, name, source. A line with headings and empty ones are passed over. */
export function pasted(text: string, region_code: string): { lines: DayLine[]; faults: PasteFault[] } {
  const lines: DayLine[] = [];
  const faults: PasteFault[] = [];
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    const cells = split(row);
    if (row.trim() === '' || (index === 0 && !/\d/.test(`${cells[0]}${cells[1] ?? ''}`))) continue;
    const read = lineOf(cells, index + 1, region_code);
    if ('code' in read) faults.push(read);
    else lines.push(read);
  }
  return { lines, faults };
}

function lineOf(cells: readonly string[], line: number, region_code: string): DayLine | PasteFault {
  const [first = '', last = '', kindText = '', name = '', ...rest] = cells;
  const source = rest.join(', ');
  if (cells.length < 5) return { code: 'columns', values: { line } };
  const [date_from, date_to] = [day(first), day(last === '' ? first : last)];
  if (date_from === null) return { code: 'day', values: { line, text: first } };
  if (date_to === null) return { code: 'day', values: { line, text: last } };
  if (date_to < date_from) return { code: 'order', values: { line } };
  const kind = KINDS[kindText.toLowerCase().replaceAll('_', ' ')];
  if (kind === undefined) return { code: 'kind', values: { line, text: kindText } };
  if (name === '' || source === '') return { code: 'empty', values: { line } };
  return { date_from, date_to, kind, name, source, region_code };
}

/** Cells between tabs, semicolons or commas, whichever the line has first in this order; quotes hold one together. */
function split(row: string): string[] {
  const mark = ['\t', ';', ','].find((one) => row.includes(one)) ?? ',';
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const sign of row) {
    if (sign === '"') quoted = !quoted;
    else if (sign === mark && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

/** `2027-03-20` or `20/03/2027`, if there is such a day. */
function day(text: string): string | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const said = local ? `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(said)) return null;
  const date = new Date(`${said}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(said) ? said : null;
}
