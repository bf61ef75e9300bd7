import { look, warning, type Room } from './rules/room.ts';

/** What the browser keeps for us: whether for good, and how much room is left. */
class Space {
  room = $state.raw<Room>({ safe: undefined, used: 0, all: 0 });

  warning(onlyHere: number): 'full' | 'evict' | null {
    return warning(this.room, onlyHere);
  }

  async look(): Promise<void> {
    this.room = await look(navigator.storage as StorageManager | undefined, false);
  }

  /** Asks the browser to keep it for good. Some ask the person, some decide by how the app is used. */
  async claim(): Promise<void> {
    this.room = await look(navigator.storage as StorageManager | undefined, true);
  }
}

export const space = new Space();
