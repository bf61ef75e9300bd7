/** Days and times of a region's clock, and the instants that the service wants. */

/** `2027-01-05T07:30:00+08:00` for a day and a time as the region's clocks show them. */
export function instantOf(day: string, time: string, zone: string): string {
  return `${day}T${time.slice(0, 5)}:00${offset(new Date(`${day}T12:00:00Z`), zone)}`;
}

/** The day of an instant in the zone. */
export function dayOf(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(instant));
}

/** `07:30`: the time of an instant in the zone, as a time field takes it. */
export function timeOf(instant: string, zone: string): string {
  const how = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', how).format(new Date(instant));
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

function offset(date: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(date);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? '+00:00' : name.slice(3);
}
