/** Counts active visitors, altogether and per segment, as they come, change and go. */
export class Audience {
  #active = 0;
  readonly #bySegment = new Map<string, number>();

  /** How many visitors are active. */
  get active(): number {
    return this.#active;
  }

  /** How many active visitors are in a segment. */
  in(segment: string): number {
    return this.#bySegment.get(segment) ?? 0;
  }

  /** The share of active visitors who are in a segment, 0 to 1. */
  share(segment: string): number {
    return this.#active === 0 ? 0 : this.in(segment) / this.#active;
  }

  /** A visitor becomes active, in these segments. */
  enter(segments: Iterable<string>): void {
    this.#active += 1;
    for (const key of segments) this.#bySegment.set(key, this.in(key) + 1);
  }

  /** A visitor who was counted in these segments is no longer active. */
  leave(segments: Iterable<string>): void {
    this.#active -= 1;
    for (const key of segments) this.#bySegment.set(key, this.in(key) - 1);
  }

  /** A visitor who was counted in `before` is now in `after`. */
  move(before: readonly string[], after: readonly string[]): void {
    for (const key of before) if (!after.includes(key)) this.#bySegment.set(key, this.in(key) - 1);
    for (const key of after) if (!before.includes(key)) this.#bySegment.set(key, this.in(key) + 1);
  }
}
