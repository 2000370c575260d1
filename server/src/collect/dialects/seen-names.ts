import { MAPPING_LIMITS, TAGS, type Tag } from '@tessera/model';

/** How many names of each tag are kept: sites have some dozens, unless a program makes them up. */
export const MOST_SEEN = 200;

/** What another tag calls an event, and how often it came since the start. */
export interface SeenName {
  readonly tag: Tag;
  readonly event: string;
  readonly count: number;
  /** Epoch ms. */
  readonly lastAt: number;
}

/** Which names of events other tags have sent lately, for editors to map. In memory only, nothing of visitors. */
export class SeenNames {
  readonly #byTag = new Map(TAGS.map((tag) => [tag, new Map<string, { count: number; lastAt: number }>()]));

  note(tag: Tag, event: string, now: number): void {
    const names = this.#byTag.get(tag);
    // No mapping could name a longer one.
    if (!names || event.length > MAPPING_LIMITS.text) return;
    const known = names.get(event);
    if (known) {
      known.count += 1;
      known.lastAt = now;
      return;
    }
    if (names.size >= MOST_SEEN) names.delete(longestUnseen(names));
    names.set(event, { count: 1, lastAt: now });
  }

  /** Those that came last first. */
  list(): readonly SeenName[] {
    const all = [...this.#byTag].flatMap(([tag, names]) =>
      [...names].map(([event, seen]) => ({ tag, event, ...seen })),
    );
    return all.sort((a, b) => b.lastAt - a.lastAt);
  }
}

function longestUnseen(names: ReadonlyMap<string, { readonly lastAt: number }>): string {
  let [oldest, at] = ['', Infinity];
  for (const [event, { lastAt }] of names) if (lastAt < at) [oldest, at] = [event, lastAt];
  return oldest;
}
