/** Instead of the instant of entering: not in the segment. */
export const NOT_IN = -Infinity;

/** Keys of segments in an engine's order; an engine has one such list. */
export type Places = readonly string[];

/**
 * By a segment's place, `[due, enteredAt]`: the instant at which it may next change by time alone, and the one the
 * visitor entered it at, or NOT_IN. Saves looking at all segments at each such instant.
 */
export type Standings = number[];

/**
 * The segments a visitor is in, each with the instant of entering (epoch ms), in no order. An engine works on
 * them by place, in one array; whoever asks by key gets a map made from that, once.
 */
export class Memberships {
  /** Null: `standings` are ahead of it. */
  private byKey: Map<string, number> | null = new Map();
  /** Null: to be made from `byKey`. */
  private standings: Standings | null = null;
  private places: Places = NOWHERE;

  get size(): number {
    return this.map().size;
  }

  has(key: string): boolean {
    return this.map().has(key);
  }

  get(key: string): number | undefined {
    return this.map().get(key);
  }

  keys(): IterableIterator<string> {
    return this.map().keys();
  }

  [Symbol.iterator](): IterableIterator<[string, number]> {
    return this.map()[Symbol.iterator]();
  }

  /** When the segment may next change by time alone is open until it is looked at. */
  set(key: string, enteredAt: number): void {
    this.map().set(key, enteredAt);
    this.standings = null;
  }

  copy(): Memberships {
    const copy = new Memberships();
    copy.byKey = this.byKey && new Map(this.byKey);
    copy.standings = this.standings?.slice() ?? null;
    copy.places = this.places;
    return copy;
  }

  /** For an engine to work on; where nothing is known, all may change at `until`. Tell `changed` what was done. */
  standingsAt(places: Places, until: number): Standings {
    if (this.standings !== null && this.places === places) return this.standings;
    const standings: Standings = [];
    for (const key of places) standings.push(until, this.map().get(key) ?? NOT_IN);
    this.standings = standings;
    this.places = places;
    // What this engine does not know, the visitor is not in.
    this.byKey = null;
    return standings;
  }

  /** Somebody entered or left a segment in the standings. */
  changed(): void {
    this.byKey = null;
  }

  private map(): Map<string, number> {
    if (this.byKey !== null) return this.byKey;
    const map = new Map<string, number>();
    const { standings, places } = this;
    for (let i = 1; standings !== null && i < standings.length; i += 2)
      if (standings[i] !== NOT_IN) map.set(places[i >> 1] as string, standings[i] as number);
    this.byKey = map;
    return map;
  }
}

const NOWHERE: Places = [];
