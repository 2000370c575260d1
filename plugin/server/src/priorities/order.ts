import { isDeepStrictEqual } from 'node:util';
import type { PrioritiesAnswer, PrioritySlot, PriorityVariant } from '../../../contracts/priorities';

/** Rows of the default locale, drafts and published, as the database holds them. */
export interface Row {
  readonly documentId: string;
  readonly key: string | null;
  readonly name: string | null;
  readonly publishedAt: unknown;
  readonly updatedAt?: unknown;
  readonly [field: string]: unknown;
}
export interface PriorityRows {
  readonly variants: readonly Row[];
  /** Drafts. */
  readonly slots: readonly Row[];
  readonly segments: readonly Row[];
  /** Names of variants that have no row in the default locale. */
  readonly withoutDefault: readonly string[];
}

type Targeting = Readonly<Record<string, unknown>>;

/** A stored targeting; null if it is none that can be changed without losing something. */
export function targetingOf(stored: unknown): Targeting | null {
  if (stored === null || stored === undefined) return {};
  if (typeof stored !== 'object' || Array.isArray(stored)) return null;
  const { priority } = stored as Targeting;
  return priority === null || priority === undefined || Number.isInteger(priority)
    ? (stored as Targeting)
    : null;
}
const priorityOf = (targeting: Targeting): number =>
  typeof targeting.priority === 'number' ? targeting.priority : 0;

/** Every slot with its variants, in the order in which they are decided. */
export function orderOf(rows: PriorityRows): Omit<PrioritiesAnswer, 'version'> {
  const depthOf = depths(rows.segments);
  const published = new Map(
    rows.variants.filter(({ publishedAt }) => publishedAt).map((row) => [row.documentId, row]),
  );
  const variants: PriorityVariant[] = [];
  const leftOut: PrioritiesAnswer['leftOut'][number][] = rows.withoutDefault.map((name) => ({
    name,
    reason: 'locale',
  }));
  for (const draft of rows.variants.filter(({ publishedAt }) => !publishedAt)) {
    const targeting = targetingOf(draft.targeting);
    if (targeting) variants.push(variantOf(draft, targeting, published.get(draft.documentId), depthOf));
    else leftOut.push({ name: draft.name ?? draft.key ?? draft.documentId, reason: 'targeting' });
  }
  variants.sort(
    (a, b) => b.priority - a.priority || b.depth - a.depth || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  const slots = rows.slots
    .flatMap((row): PrioritySlot[] => {
      if (!row.key) return [];
      const fallback = typeof row.fallback === 'string' && row.fallback !== '' ? row.fallback : null;
      const order = variants
        .filter(({ key, slots }) => slots.includes(row.key ?? '') && key !== fallback)
        .map(({ documentId }) => documentId);
      return [{ key: row.key, name: row.name || row.key, fallback, order }];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
  return { slots, variants, leftOut };
}

function variantOf(
  draft: Row,
  targeting: Targeting,
  published: Row | undefined,
  depthOf: (key: string) => number,
): PriorityVariant {
  const segments = object(targeting.segments);
  const [any, all, none] = [texts(segments.any), texts(segments.all), texts(segments.none)];
  const schedule = object(targeting.schedule);
  const live = published ? targetingOf(published.targeting) : null;
  return {
    documentId: draft.documentId,
    key: draft.key ?? '',
    name: draft.name || draft.key || draft.documentId,
    slots: texts(draft.slots),
    priority: priorityOf(targeting),
    live: live ? priorityOf(live) : null,
    pending: published !== undefined && !isDeepStrictEqual(otherThings(draft), otherThings(published)),
    depth: Math.max(-1, ...[...any, ...all].map(depthOf)),
    segments: { any, all, none },
    conditional: targeting.when !== null && targeting.when !== undefined,
    schedule: { from: text(schedule.from), until: text(schedule.until) },
    changedAt: new Date(draft.updatedAt as string).toISOString(),
  };
}

/** What publishing changes besides the priority. Left out and null are the same. */
function otherThings({ name, slots, targeting, template, content }: Row) {
  const { priority: _, ...others } = targetingOf(targeting) ?? { unreadable: targeting };
  return [name, slots ?? [], others, template, content ?? null];
}

const object = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** How many parents a segment has; a circle of parents, which cannot be published, ends where it closes. */
function depths(segments: readonly Row[]): (key: string) => number {
  const parents = new Map(segments.map(({ key, parent }) => [key, text(parent)]));
  return (key) => {
    const seen = new Set<string>();
    for (let at = parents.get(key) || null; at && !seen.has(at); at = parents.get(at) || null) seen.add(at);
    return seen.size;
  };
}
