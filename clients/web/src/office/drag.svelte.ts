/** Taking a card from one cell to another with a pointer. The keyboard has its own way: the dialog. */

const FAR_ENOUGH = 6;
const EDGE = 56;

/** A cell where a card may be dropped, as its element says in `data-day` and `data-team`. */
export interface Cell {
  day: string;
  team: string;
}

export class Drag {
  /** The card that is on its way. */
  id = $state<string | null>(null);
  over = $state.raw<Cell | null>(null);

  is(day: string, team: string): boolean {
    return this.over?.day === day && this.over.team === team;
  }

  /** Begins when the pointer has gone some way: a press alone still opens what the card links to. */
  grab(event: PointerEvent, id: string, ondrop: (cell: Cell) => void): void {
    const card = event.currentTarget as HTMLElement;
    // A finger scrolls the page; it drags by the handle alone.
    const handle = (event.target as Element).closest('[data-handle]') !== null;
    if (event.button !== 0 || (event.pointerType !== 'mouse' && !handle)) return;
    const from = { x: event.pageX, y: event.pageY };
    const listening = new AbortController();
    const { signal } = listening;

    const end = (drop: boolean) => {
      listening.abort();
      const [moved, cell] = [this.id === id, this.over];
      this.id = this.over = null;
      card.style.translate = '';
      if (!moved) return;
      addEventListener('click', (click) => (click.preventDefault(), click.stopPropagation()), {
        capture: true,
        once: true,
        signal: AbortSignal.timeout(50),
      });
      if (drop && cell) ondrop(cell);
    };
    const follow = (now: PointerEvent) => {
      const [x, y] = [now.pageX - from.x, now.pageY - from.y];
      if (this.id === null && Math.hypot(x, y) < FAR_ENOUGH) return;
      if (this.id === null) getSelection()?.removeAllRanges();
      this.id = id;
      card.style.translate = `${x}px ${y}px`;
      this.over = cellAt(now.clientX, now.clientY);
      if (now.clientY > innerHeight - EDGE) scrollBy(0, 16);
      else if (now.clientY < EDGE) scrollBy(0, -16);
    };
    addEventListener('pointermove', follow, { signal });
    addEventListener('pointerup', () => end(true), { signal });
    addEventListener('pointercancel', () => end(false), { signal });
    addEventListener('keydown', (key) => key.key === 'Escape' && end(false), { signal });
  }
}

function cellAt(x: number, y: number): Cell | null {
  const cell = document
    .elementsFromPoint(x, y)
    .find((element): element is HTMLElement => element instanceof HTMLElement && 'day' in element.dataset);
  const { day, team } = cell?.dataset ?? {};
  return day !== undefined && team !== undefined ? { day, team } : null;
}
