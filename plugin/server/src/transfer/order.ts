import { checkSegment, checkTargeting, segmentDependencies, signalsRead } from '@tessera/model';
import type { Definition } from '../../../contracts/catalog-file';
import type { Kind } from '../../../contracts/ids';
import { dataOf } from './definition';

export interface Ordered {
  readonly kind: Kind;
  readonly key: string;
  readonly published?: Definition;
}

export const idOf = ({ kind, key }: { readonly kind: Kind; readonly key: string }): string =>
  `${kind} ${key}`;

/**
 * What an entry builds on when it is published, as ids. What is wrong builds on nothing: it is refused for that.
 */
export function buildsOn({ kind, key, published }: Ordered): readonly string[] {
  if (!published || kind === 'signal' || kind === 'mapping') return [];
  if (kind === 'segment') return readBy(dataOf('segment', key, published));
  if (kind === 'slot') return typeof published.fallback === 'string' ? [`variant ${published.fallback}`] : [];
  const targeting = checkTargeting(published.targeting ?? {});
  if (!targeting.ok) return [];
  const { segments, when } = targeting.value;
  const named = [...segments.any, ...segments.all, ...segments.none].map((one) => `segment ${one}`);
  return [...new Set([...named, ...readBy({ key: 'any', name: 'any', when })])];
}

/** What a segment with these fields names. */
function readBy(fields: object): string[] {
  const checked = checkSegment(fields);
  if (!checked.ok) return [];
  return [
    ...segmentDependencies(checked.value).map((one) => `segment ${one}`),
    ...signalsRead(checked.value.when).map((one) => `signal ${one}`),
  ];
}

/**
 * Entries so that each comes after what it builds on, else as given. `circles`: those that build on themselves,
 * each with the way round.
 */
export function inBuildingOrder<One extends Ordered>(
  entries: readonly One[],
): { readonly ordered: readonly One[]; readonly circles: ReadonlyMap<string, readonly string[]> } {
  const byId = new Map(entries.map((entry) => [idOf(entry), entry]));
  const done = new Set<string>();
  const circles = new Map<string, readonly string[]>();
  const ordered: One[] = [];
  const visit = (id: string, path: readonly string[]): void => {
    const entry = byId.get(id);
    if (!entry || done.has(id)) return;
    const from = path.indexOf(id);
    if (from >= 0) {
      const circle = [...path.slice(from), id];
      for (const one of circle) circles.set(one, circle);
      return;
    }
    for (const below of buildsOn(entry)) visit(below, [...path, id]);
    done.add(id);
    ordered.push(entry);
  };
  for (const entry of entries) visit(idOf(entry), []);
  // One that is there twice is refused, but told.
  return { ordered: [...ordered, ...entries.filter((entry) => byId.get(idOf(entry)) !== entry)], circles };
}
