/** What the order of a hierarchy is made from. */
export interface Placed {
  readonly key: string;
  readonly name: string;
  readonly parent: string | null;
  readonly share: number;
}

export interface Leveled<Segment extends Placed> {
  readonly segment: Segment;
  /** 0 for a broad intent, 1 for what is directly below it, and so on. */
  readonly level: number;
}

/** Segments in the order of their hierarchy, the larger share first; one whose parent is not there stands alone. */
export function hierarchy<Segment extends Placed>(segments: readonly Segment[]): Leveled<Segment>[] {
  const known = new Set(segments.map(({ key }) => key));
  const childrenOf = (parent: string | null) =>
    segments
      .filter(
        (segment) =>
          (segment.parent !== null && known.has(segment.parent) ? segment.parent : null) === parent,
      )
      .sort((a, b) => b.share - a.share || a.name.localeCompare(b.name));
  const below = (parent: string | null, level: number): Leveled<Segment>[] =>
    // The server refuses cycles; the limit only keeps a wrong answer from hanging the page.
    level > 20
      ? []
      : childrenOf(parent).flatMap((segment) => [{ segment, level }, ...below(segment.key, level + 1)]);
  return below(null, 0);
}
