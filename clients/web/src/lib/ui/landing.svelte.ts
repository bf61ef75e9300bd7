/** Where a new page of an app is met: at its top, with a screen reader hearing its heading. */
export class Landing {
  /** What the pages are in; it can take the focus. */
  main = $state<HTMLElement>();
  #shown: string | undefined;

  /** To be made while a component is; `onarrive` is called at each page but the first. */
  constructor(page: () => string, onarrive?: () => void) {
    $effect(() => {
      const now = page();
      const first = this.#shown === undefined;
      if (now === this.#shown) return;
      this.#shown = now;
      if (first) return;
      onarrive?.();
      scrollTo(0, 0);
      this.main?.focus({ preventScroll: true });
    });
  }

  /** The link that leads past what every page has. */
  skip = (event: MouseEvent): void => {
    event.preventDefault();
    this.main?.focus();
  };
}
