/** Counts active visitors, altogether and per segment, as they come, change and go. */
export class Audience {
  readonly #counted = new Map<string, readonly string[]>();
  readonly #bySegment = new Map<string, number>();

  /** How many visitors are active. */
  get active(): number {
    return this.#counted.size;
  }

  /** How many active visitors are in a segment. */
  in(segment: string): number {
    return this.#bySegment.get(segment) ?? 0;
  }

  /** Counts an active visitor as being in exactly these segments. */
  count(id: string, segments: Iterable<string>): void {
    this.leave(id);
    const keys = [...segments];
    this.#counted.set(id, keys);
    for (const key of keys) this.#bySegment.set(key, this.in(key) + 1);
  }

  /** Stops counting a visitor who is no longer active. */
  leave(id: string): void {
    for (const key of this.#counted.get(id) ?? []) this.#bySegment.set(key, this.in(key) - 1);
    this.#counted.delete(id);
  }
}
