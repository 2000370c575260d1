import type { Entries } from './entries.js';

/** Instead of a time: no entries, or entries in a list of their own. */
const NOTHING = -Infinity;
const LISTED = Infinity;

/**
 * What each signal of a visitor has folded, by the signal's number. Nearly all have one entry with a number;
 * those lie side by side in one array, where a list each would spread a visitor over hundreds of cache lines.
 * Lists are never empty.
 */
export class SignalStates {
  /** `[time, value]` of signal 0, of signal 1, …, all doubles. */
  private readonly single: number[] = [];
  /** All other entries. */
  private readonly lists: (Entries | undefined)[] = [];

  /** The signal's entries; undefined before any. They are the caller's only until the next call for any visitor. */
  entries(number: number): Entries | undefined {
    const at = 2 * number;
    if (at >= this.single.length) return undefined;
    const time = this.single[at] as number;
    if (time === NOTHING) return undefined;
    if (time === LISTED) return this.lists[number];
    scratch[0] = time;
    scratch[1] = this.single[at + 1] as number;
    return scratch;
  }

  /** Like `entries`, to be changed and then given to `close`. `value` will be among them. */
  open(number: number, value: Entries[number]): Entries | undefined {
    const entries = this.entries(number);
    if (entries !== scratch || typeof value === 'number') return entries;
    // Of anything but numbers the scratch would become a list of boxed numbers, for good.
    const list: Entries = [scratch[0] as number, scratch[1] as number];
    this.list(number, list);
    return list;
  }

  /** Keeps entries that `open` gave, or others, as the signal's. */
  close(number: number, entries: Entries): void {
    if (entries.length === 2 && typeof entries[1] === 'number') {
      this.put(number, entries[0] as number, entries[1]);
      return;
    }
    this.list(number, entries.length > 0 ? entries : undefined);
    if (entries === scratch) scratch = [0.5, 0.5];
  }

  /** Makes this the signal's one entry. */
  put(number: number, time: number, value: Entries[number]): void {
    if (typeof value !== 'number') {
      this.list(number, [time, value]);
      return;
    }
    const at = this.place(number);
    if (this.single[at] === LISTED) this.lists[number] = undefined;
    this.single[at] = time;
    this.single[at + 1] = value;
  }

  private list(number: number, entries: Entries | undefined): void {
    const at = this.place(number);
    if (entries !== undefined || this.single[at] === LISTED) this.lists[number] = entries;
    this.single[at] = entries === undefined ? NOTHING : LISTED;
  }

  /** Where the signal's single entry is; from now on there is room for it. */
  private place(number: number): number {
    const at = 2 * number;
    while (this.single.length < at + 2) this.single.push(NOTHING, NOTHING);
    return at;
  }
}

/** Where single entries are worked on: as a list, so that one code folds and reads both. Always two doubles. */
let scratch: Entries = [0.5, 0.5];
