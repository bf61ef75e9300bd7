/** Days, instants and numbers as people here read them. A day is `YYYY-MM-DD` and has no zone. */

const ZONES: Record<string, readonly [string, string]> = {
  'Asia/Jakarta': ['WIB', 'WIB'],
  'Asia/Pontianak': ['WIB', 'WIB'],
  'Asia/Makassar': ['WITA', 'WITA'],
  'Asia/Jayapura': ['WIT', 'WIT'],
};

export class Formats {
  readonly #locale: string;
  readonly #zone: string;

  constructor(language: string, zone: string) {
    this.#locale = language === 'en' ? 'en-GB' : 'id-ID';
    this.#zone = zone;
  }

  /** 5 Januari 2027 */
  day(day: string | null | undefined): string {
    return this.#day(day, { day: 'numeric', month: 'long', year: 'numeric' });
  }

  /** 5 Jan 2027 */
  shortDay(day: string | null | undefined): string {
    return this.#day(day, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** Jan */
  month(day: string): string {
    return this.#day(day, { month: 'short' });
  }

  /** Selasa, 5 Januari 2027 */
  weekday(day: string | null | undefined): string {
    return this.#day(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  }

  /** 5 Jan 2027 14.05, in the zone of the region */
  instant(instant: string | null | undefined): string {
    if (!instant) return '–';
    return this.#format(new Date(instant), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: this.#zone,
    });
  }

  /** 07.30 WITA */
  clock(instant: string | null | undefined, named = true): string {
    if (!instant) return '–';
    const time = this.#format(new Date(instant), { hour: '2-digit', minute: '2-digit', timeZone: this.#zone });
    const name = ZONES[this.#zone]?.[0];
    return named && name ? `${time} ${name}` : time;
  }

  /** 07.30, of a local time as the service writes it */
  time(time: string | null | undefined): string {
    if (!time) return '–';
    const short = time.slice(0, 5);
    return this.#locale === 'id-ID' ? short.replace(':', '.') : short;
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.#locale).format(value);
  }

  /** 47,49 %; a dash for a share of nothing. */
  percent(value: number | null): string {
    return value === null ? '–' : `${this.number(value)} %`;
  }

  /** Today's day in the zone of the region. */
  today(now: Date = new Date()): string {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: this.#zone }).format(now);
  }

  #day(day: string | null | undefined, how: Intl.DateTimeFormatOptions): string {
    return day ? this.#format(new Date(`${day}T00:00:00Z`), { ...how, timeZone: 'UTC' }) : '–';
  }

  #format(date: Date, how: Intl.DateTimeFormatOptions): string {
    return Number.isNaN(date.getTime()) ? '–' : new Intl.DateTimeFormat(this.#locale, how).format(date);
  }
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
