import TinyQueue from 'tinyqueue';

interface Wakeup {
  readonly id: string;
  readonly at: number;
}

/**
 * Says which visitors to look at, and when. Only a notifier: whoever reads a visitor brings it up to date
 * first, so a wake-up that comes late, twice or for nothing does no harm. Times are epoch ms.
 */
export class Wakeups {
  readonly #queue = new TinyQueue<Wakeup>([], (a, b) => a.at - b.at);
  readonly #earliest = new Map<string, number>();

  /** Wakes `id` at `at` at the latest; Infinity asks for nothing. */
  schedule(id: string, at: number): void {
    // A later instant needs no entry of its own: the earlier wake-up will ask again.
    if (at === Infinity || at >= (this.#earliest.get(id) ?? Infinity)) return;
    this.#earliest.set(id, at);
    this.#queue.push({ id, at });
  }

  /** The instant of the first wake-up; Infinity if there is none. */
  get next(): number {
    return this.#queue.peek()?.at ?? Infinity;
  }

  /** Takes out who is due at `now`, at most `most` of them. */
  due(now: number, most: number): string[] {
    const ids: string[] = [];
    while (this.next <= now && ids.length < most) {
      const wakeup = this.#queue.pop();
      if (!wakeup || this.#earliest.get(wakeup.id) !== wakeup.at) continue;
      this.#earliest.delete(wakeup.id);
      ids.push(wakeup.id);
    }
    return ids;
  }
}
