/** How often is counted, and how many counts are kept: a day of them. */
export const STEP_MS = 5 * 60_000;
export const POINTS = 288;

/** Who is active and in which segments, as `Audience` counts. */
export interface Counts {
  readonly active: number;
  in(segment: string): number;
}

/** Times are epoch ms; null: not counted. The last entry of every list is the count of this moment. */
export interface HistoryView {
  readonly since: number;
  readonly from: number;
  readonly stepMs: number;
  readonly active: readonly (number | null)[];
  readonly segments: Readonly<Record<string, readonly (number | null)[]>>;
}

const NOT_COUNTED = -1;

/** How many were active and in each segment over the last day, in memory that only segments make grow. */
export class SegmentHistory {
  /** When the count number 0 was due; null before any. */
  #start: number | null = null;
  /** Number of the latest count. */
  #latest = -1;
  readonly #active = emptyRing();
  readonly #segments = new Map<string, Int32Array>();

  /**
   * Takes a count if one is due. To be called much more often than that: who calls late leaves a gap rather than
   * a count at the wrong time.
   */
  tick(now: number, counts: Counts, segments: readonly string[]): void {
    if (this.#start === null || now < this.#start + (this.#latest - 1) * STEP_MS) this.#restart(now);
    const number = Math.floor((now - (this.#start ?? now)) / STEP_MS);
    if (number <= this.#latest) return;
    const published = new Set(segments);
    for (const key of this.#segments.keys()) if (!published.has(key)) this.#segments.delete(key);
    for (const key of segments) if (!this.#segments.has(key)) this.#segments.set(key, emptyRing());
    this.#skip(number);
    this.#latest = number;
    this.#active[number % POINTS] = counts.active;
    for (const [key, ring] of this.#segments) ring[number % POINTS] = counts.in(key);
  }

  /** All that is known of these segments. Nothing of those that are not published any more should be asked for. */
  view(now: number, counts: Counts, segments: readonly string[]): HistoryView {
    const since = this.#start ?? now;
    const last = Math.max(this.#latest, Math.floor((now - since) / STEP_MS));
    const first = Math.max(0, last - POINTS + 1);
    const listed = (ring: Int32Array | undefined, current: number) => [
      ...(this.#start === null ? [] : this.#range(ring, first, last)),
      current,
    ];
    return {
      since,
      from: since + first * STEP_MS,
      stepMs: STEP_MS,
      active: listed(this.#active, counts.active),
      segments: Object.fromEntries(
        segments.map((key) => [key, listed(this.#segments.get(key), counts.in(key))]),
      ),
    };
  }

  *#range(ring: Int32Array | undefined, first: number, last: number): Generator<number | null> {
    for (let number = first; number <= last; number++) {
      const isKept = number <= this.#latest && number > this.#latest - POINTS;
      const count = isKept ? (ring?.[number % POINTS] ?? NOT_COUNTED) : NOT_COUNTED;
      yield count === NOT_COUNTED ? null : count;
    }
  }

  /** Between the latest count and this one, none was taken. */
  #skip(number: number): void {
    const from = Math.max(this.#latest + 1, number - POINTS + 1);
    for (let missed = from; missed < number; missed++)
      for (const ring of [this.#active, ...this.#segments.values()]) ring[missed % POINTS] = NOT_COUNTED;
  }

  /** At first, and when the clock was set back so far that the next count would be long in coming. */
  #restart(now: number): void {
    this.#start = now;
    this.#latest = -1;
    this.#active.fill(NOT_COUNTED);
    this.#segments.clear();
  }
}

const emptyRing = (): Int32Array => new Int32Array(POINTS).fill(NOT_COUNTED);
