/** What the browser says about the room that it gives us, and what the person must be told of it. */
const TIGHT_SHARE = 0.9;
const TIGHT_BYTES = 5 * 1024 * 1024;

/** `safe` is undefined until the browser has been asked; `all` is 0 where it does not tell. Sizes in bytes. */
export interface Room {
  safe: boolean | undefined;
  used: number;
  all: number;
}

/** The browser's own words; older ones lack some or all of them. */
export type Storage = Partial<Pick<StorageManager, 'persisted' | 'persist' | 'estimate'>>;

/** So little room is left that the next record may not be kept. */
export function isTight({ used, all }: Room): boolean {
  return all > 0 && (used > all * TIGHT_SHARE || all - used < TIGHT_BYTES);
}

/**
 * `full`: free some room now. `evict`: what waits here may be thrown away by the browser before it was sent. Nobody is
 * warned of that while nothing waits, since what the service has can be fetched again.
 */
export function warning(room: Room, onlyHere: number): 'full' | 'evict' | null {
  if (isTight(room)) return 'full';
  return room.safe === false && onlyHere > 0 ? 'evict' : null;
}

/** Asks the browser; `claim` also asks it to keep what is here for good. What it cannot answer counts as not promised. */
export async function look(storage: Storage | undefined, claim: boolean): Promise<Room> {
  const promised = (await storage?.persisted?.().catch(() => false)) ?? false;
  const safe = promised || (claim && ((await storage?.persist?.().catch(() => false)) ?? false));
  const told = await storage?.estimate?.().catch(() => undefined);
  return { safe, used: told?.usage ?? 0, all: told?.quota ?? 0 };
}
