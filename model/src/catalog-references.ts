import { wholeListWarnings } from './catalog-operators.js';
import { namedSegments, readPaths } from './condition/reads.js';
import { doubledMappings, type Mapping } from './mapping/mapping.js';
import { type Refusal, refuse } from './refusal.js';
import type { Segment } from './segment.js';
import type { Signal } from './signal.js';
import type { Slot } from './slot.js';
import type { Variant } from './variant.js';

/** All definitions of a catalog. */
interface Definitions {
  readonly signals: readonly Signal[];
  readonly segments: readonly Segment[];
  readonly slots: readonly Slot[];
  readonly variants: readonly Variant[];
  readonly mappings: readonly Mapping[];
}

/** Other segments a segment depends on: its parent and those its condition names. */
export function segmentDependencies(segment: Segment): readonly string[] {
  return [...(segment.parent ? [segment.parent] : []), ...namedSegments(segment.when)];
}

/** Keys of signals a condition reads. */
export function signalsRead(when: Segment['when'] | null): readonly string[] {
  return [...readPaths(when ?? {})]
    .filter((path) => path.startsWith('signals.'))
    .map((path) => path.slice(8));
}

/**
 * Follows every reference of a catalog. Doubled keys and cycles are refusals; a name that is not
 * published is a warning, because unpublishing one entry must not take down all the others: what names
 * it is shown to nobody instead.
 */
export function catalogReferences(catalog: Definitions): { refusals: Refusal[]; warnings: Refusal[] } {
  const refusals = [
    ...doubled('signals', catalog.signals),
    ...doubled('segments', catalog.segments),
    ...doubled('slots', catalog.slots),
    ...doubled('variants', catalog.variants),
    ...doubled('mappings', catalog.mappings),
    ...doubledMappings(catalog.mappings),
    ...cycles(catalog.segments),
  ];
  return { refusals, warnings: [...dangling(catalog)] };
}

function doubled(list: string, entries: readonly { readonly key: string }[]): Refusal[] {
  const first = new Map<string, number>();
  return entries.flatMap(({ key }, index) => {
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return [];
    }
    return [refuse(`${list}[${index}].key`, key, `must be unique; ${list}[${earlier}] has it already`)];
  });
}

function cycles(segments: readonly Segment[]): Refusal[] {
  const byKey = new Map(segments.map((segment) => [segment.key, segment]));
  const done = new Set<string>();
  const refusals: Refusal[] = [];
  const visit = (key: string, path: readonly string[]): void => {
    const at = path.indexOf(key);
    if (at >= 0) {
      const circle = [...path.slice(at), key].join(' → ');
      const index = segments.findIndex((segment) => segment.key === key);
      refusals.push(refuse(`segments[${index}]`, key, `must not depend on itself: ${circle}`));
      return;
    }
    const segment = byKey.get(key);
    if (!segment || done.has(key)) return;
    for (const next of segmentDependencies(segment)) visit(next, [...path, key]);
    done.add(key);
  };
  for (const { key } of segments) visit(key, []);
  return refusals;
}

function* dangling(catalog: Definitions): Generator<Refusal> {
  const keysOf = (entries: readonly { readonly key: string }[]) => new Set(entries.map(({ key }) => key));
  const signals = keysOf(catalog.signals);
  const segments = keysOf(catalog.segments);
  const slots = keysOf(catalog.slots);
  const variants = keysOf(catalog.variants);
  const nobody = 'is not published, so nobody is in what names it';

  for (const [index, segment] of catalog.segments.entries()) {
    for (const key of segmentDependencies(segment)) {
      if (!segments.has(key)) yield refuse(`segments[${index}]`, key, `segment "${key}" ${nobody}`);
    }
    yield* wholeListWarnings(segment.when, `segments[${index}].when`);
    for (const key of signalsRead(segment.when)) {
      if (!signals.has(key))
        yield refuse(`segments[${index}].when`, `signals.${key}`, `signal "${key}" ${nobody}`);
    }
  }
  for (const [index, variant] of catalog.variants.entries()) {
    const { any, all, none } = variant.segments;
    for (const key of [...any, ...all, ...none, ...namedSegments(variant.when ?? {})]) {
      if (!segments.has(key))
        yield refuse(
          `variants[${index}].segments`,
          key,
          `segment "${key}" is not published, so nobody is shown this variant`,
        );
    }
    yield* wholeListWarnings(variant.when ?? {}, `variants[${index}].when`);
    for (const key of signalsRead(variant.when)) {
      if (!signals.has(key))
        yield refuse(
          `variants[${index}].when`,
          `signals.${key}`,
          `signal "${key}" is not published, so nobody is shown this variant`,
        );
    }
    for (const key of variant.slots) {
      if (!slots.has(key)) yield refuse(`variants[${index}].slots`, key, `slot "${key}" is not published`);
    }
  }
  for (const [index, slot] of catalog.slots.entries()) {
    if (slot.fallback && !variants.has(slot.fallback)) {
      yield refuse(
        `slots[${index}].fallback`,
        slot.fallback,
        'this variant is not published; the slot falls back to an empty fragment',
      );
    }
  }
}
