/** The app's own files on the device: whether they are all here, and whether a newer version waits. */
const LOOK_EVERY_MS = 30 * 60_000;

class Shell {
  /** Opens without a network from now on. */
  ready = $state(false);
  /** Why it never will, where the browser cannot. */
  unable = $state(false);
  update = $state.raw<ServiceWorker | null>(null);
  /** Something half filled in is open in this tab; a takeover waits for it. */
  busy = $state(false);
  #stale = false;

  async start(): Promise<void> {
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (container === undefined) {
      this.unable = true;
      return;
    }
    const first = container.controller === null;
    let taken = first;
    container.addEventListener('controllerchange', () => {
      // The very first worker takes over a page that is of its own version: nothing to load anew.
      if (taken) {
        taken = false;
        return;
      }
      this.#stale = true;
      this.#reload();
    });
    try {
      const registration = await container.register('/field/sw.js', { scope: '/field' });
      this.#watch(registration);
      await container.ready;
      this.ready = true;
    } catch {
      // Without a network the worker that is here goes on; without one at all the app says that it is not ready.
      this.ready = container.controller !== null;
    }
  }

  /** The person agrees: the new version takes over, and every tab loads it when nothing is open there. */
  takeOver(): void {
    this.update?.postMessage('take-over');
  }

  /** Called when a form or sheet opens and closes. */
  hold(busy: boolean): void {
    this.busy = busy;
    this.#reload();
  }

  #reload(): void {
    if (this.#stale && !this.busy) location.reload();
  }

  #watch(registration: ServiceWorkerRegistration): void {
    const offer = () => (this.update = registration.waiting);
    offer();
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && navigator.serviceWorker.controller !== null) offer();
      });
    });
    const look = () => {
      if (navigator.onLine && document.visibilityState === 'visible') registration.update().catch(() => undefined);
    };
    setInterval(look, LOOK_EVERY_MS);
    addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
  }
}

export const shell = new Shell();
