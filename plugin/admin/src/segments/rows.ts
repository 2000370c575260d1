import type { DefinitionOption, LiveSegment } from '../../../contracts/answers';
import type { KeyUse, UsageAnswer } from '../../../contracts/usage';
import { hierarchy, type Leveled } from '../overview/hierarchy';
import { usesOf } from '../usage/uses';

/** A segment as it is defined, and how it lives; a part that is not known is null. */
export interface SegmentRow {
  readonly key: string;
  readonly name: string;
  readonly parent: string | null;
  /** 0 while nobody counts it. */
  readonly share: number;
  /** `unknown`: the server knows it, but who looks may not see definitions. */
  readonly status: 'draft' | 'published' | 'unknown';
  readonly documentId: string | undefined;
  readonly live: LiveSegment | null;
  /** Who names it, but for its children, which stand below it. */
  readonly uses: readonly KeyUse[];
}

export interface Known {
  readonly options: readonly DefinitionOption[];
  readonly usage: UsageAnswer | undefined;
  readonly live: readonly LiveSegment[];
}

/**
 * All segments in the order of their hierarchy, drafts too. Drafts may stand in a circle, which a hierarchy
 * has no place for: they come last, so that none is missing.
 */
export function segmentRows({ options, usage, live }: Known): Leveled<SegmentRow>[] {
  const liveBy = new Map(live.map((segment) => [segment.key, segment]));
  const optionBy = new Map(options.map((option) => [option.key, option]));
  const parents = parentsIn(usage);
  const rows = [...new Set([...optionBy.keys(), ...liveBy.keys()])].map((key): SegmentRow => {
    const option = optionBy.get(key);
    const counted = liveBy.get(key) ?? null;
    return {
      key,
      name: option?.name ?? counted?.name ?? key,
      parent: counted ? counted.parent : (parents.get(key) ?? null),
      share: counted?.share ?? 0,
      status: option?.status ?? 'unknown',
      documentId: option?.documentId,
      live: counted,
      uses: usesOf(usage?.segment, key).filter(({ field }) => field !== 'parent'),
    };
  });
  const placed = hierarchy(rows);
  const keys = new Set(placed.map(({ segment }) => segment.key));
  const circling = rows.filter(({ key }) => !keys.has(key));
  return [...placed, ...circling.map((segment) => ({ segment, level: 0 }))];
}

/** Who names its parent is a child. What is published counts more than a draft of the same segment. */
function parentsIn(usage: UsageAnswer | undefined): ReadonlyMap<string, string> {
  const links = Object.entries(usage?.segment ?? {}).flatMap(([parent, uses]) =>
    uses.flatMap(({ kind, field, key, published }) =>
      kind === 'segment' && field === 'parent' && key ? [{ key, parent, published }] : [],
    ),
  );
  return new Map(
    [...links]
      .sort((a, b) => Number(a.published) - Number(b.published))
      .map(({ key, parent }) => [key, parent]),
  );
}
