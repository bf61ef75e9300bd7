/** The browser's word about what it keeps for us: whether for good, and how much room is left. */
const TIGHT_SHARE = 0.9;
const TIGHT_BYTES = 5 * 1024 * 1024;

class Space {
  /** Undefined until the browser has been asked. */
  safe = $state<boolean | undefined>(undefined);
  used = $state(0);
  all = $state(0);

  get tight(): boolean {
    return this.all > 0 && (this.used > this.all * TIGHT_SHARE || this.all - this.used < TIGHT_BYTES);
  }

  async look(): Promise<void> {
    const [safe, estimate] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]);
    this.safe = safe;
    this.used = estimate.usage ?? 0;
    this.all = estimate.quota ?? 0;
  }

  async ask(): Promise<void> {
    await navigator.storage.persist();
    await this.look();
  }
}

export const space = new Space();
