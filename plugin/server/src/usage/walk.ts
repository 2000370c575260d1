import { checkCondition, isJsonObject, namedSegments, signalsRead } from '@tessera/model';
import type { Kind } from '../../../contracts/ids';
import type { KeyUse, UsageAnswer, UseField } from '../../../contracts/usage';

/** A row of any kind as the database holds it: a draft, or published. */
export interface UserRow {
  readonly documentId: string;
  readonly key: string | null;
  readonly name: string | null;
  readonly publishedAt: unknown;
  readonly [field: string]: unknown;
}

export type UserRows = { readonly [K in Kind]: readonly UserRow[] };

interface Named {
  readonly kind: Kind;
  readonly key: string;
  readonly field: UseField;
}

/** Who names what, in drafts and published forms alike. Pure. */
export function usageOf(rows: UserRows): UsageAnswer {
  const usage: { [K in Kind]: Map<string, KeyUse[]> } = {
    signal: new Map(),
    segment: new Map(),
    slot: new Map(),
    variant: new Map(),
    mapping: new Map(),
  };
  for (const kind of ['segment', 'variant', 'slot'] as const) {
    for (const row of rows[kind])
      for (const named of namedBy(kind, row)) add(usage[named.kind], kind, row, named);
  }
  return {
    signal: Object.fromEntries(usage.signal),
    segment: Object.fromEntries(usage.segment),
    slot: Object.fromEntries(usage.slot),
    variant: Object.fromEntries(usage.variant),
    mapping: Object.fromEntries(usage.mapping),
  };
}

/** The draft and the published form of an entry, and all its locales, are one user. */
function add(uses: Map<string, KeyUse[]>, kind: Kind, row: UserRow, { key, field }: Named): void {
  const known = uses.get(key) ?? [];
  const { documentId } = row;
  const at = known.findIndex(
    (use) => use.kind === kind && use.documentId === documentId && use.field === field,
  );
  const before = known[at];
  const published = row.publishedAt !== null && row.publishedAt !== undefined;
  const use: KeyUse = {
    kind,
    documentId,
    key: row.key || null,
    name: row.name || row.key || documentId,
    field,
    draft: !published || before?.draft === true,
    published: published || before?.published === true,
  };
  uses.set(key, at < 0 ? [...known, use] : known.with(at, use));
}

/** Everything one row names. Rows may hold anything: what cannot be read names nothing. */
export function namedBy(kind: Kind, row: UserRow): readonly Named[] {
  switch (kind) {
    case 'signal':
    case 'mapping':
      return [];
    case 'segment':
      return [...each('segment', [row.parent], 'parent'), ...inCondition(row.when)];
    case 'slot':
      return each('variant', [row.fallback], 'fallback');
    case 'variant': {
      const targeting = isJsonObject(row.targeting) ? row.targeting : {};
      const segments = isJsonObject(targeting.segments) ? targeting.segments : {};
      return [
        ...each('slot', row.slots, 'slots'),
        ...each('segment', segments.any, 'segments.any'),
        ...each('segment', segments.all, 'segments.all'),
        ...each('segment', segments.none, 'segments.none'),
        ...inCondition(targeting.when),
      ];
    }
  }
}

function inCondition(when: unknown): readonly Named[] {
  const checked = checkCondition(when ?? {});
  if (!checked.ok) return [];
  return [
    ...each('signal', signalsRead(checked.value), 'when'),
    ...each('segment', namedSegments(checked.value), 'when'),
  ];
}

const each = (kind: Kind, keys: unknown, field: UseField): Named[] =>
  [...new Set<unknown>(Array.isArray(keys) ? keys : [])].flatMap((key) =>
    typeof key === 'string' && key !== '' ? [{ kind, key, field }] : [],
  );
