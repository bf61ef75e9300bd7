export interface Note {
  id: number;
  text: string;
  kind: 'good' | 'bad';
}

const SHOWN_MS = 7000;

/** Short notes about what was done; they leave by themselves, bad ones stay until closed. */
class Toasts {
  notes = $state<Note[]>([]);
  #last = 0;

  good(text: string): void {
    const id = this.#add(text, 'good');
    setTimeout(() => this.close(id), SHOWN_MS);
  }

  bad(text: string): void {
    this.#add(text, 'bad');
  }

  close(id: number): void {
    this.notes = this.notes.filter((note) => note.id !== id);
  }

  #add(text: string, kind: Note['kind']): number {
    this.#last += 1;
    this.notes = [...this.notes.filter((note) => note.text !== text).slice(-2), { id: this.#last, text, kind }];
    return this.#last;
  }
}

export const toasts = new Toasts();
