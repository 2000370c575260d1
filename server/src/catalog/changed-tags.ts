import { defaultTag, slotTag, variantTag } from '@tessera/esi-fragments';
import type { Catalog } from '@tessera/model';

/**
 * Tags of the cached fragments that another catalog makes wrong: of variants that changed or went, of slots that
 * changed, and of what visitors without a cookie are shown where that may be decided otherwise now. New variants
 * are in no cache yet, because unknown ones are never stored.
 */
export function changedTags(before: Catalog, after: Catalog): readonly string[] {
  return [
    ...changed(before.variants, after.variants, ({ locales, slots }) => ({ locales, slots })).map(variantTag),
    ...changed(before.slots, after.slots, (slot) => slot).map(slotTag),
    ...changed(decidingOf(before), decidingOf(after), (deciding) => deciding).map(defaultTag),
  ];
}

/** What decides each slot. */
const decidingOf = ({ slots, variants, segments, signals }: Catalog) =>
  slots.map(({ key }) => ({
    key,
    segments,
    signals,
    targeting: variants
      .filter((variant) => variant.slots.includes(key))
      .map(({ name: _, locales: __, slots: ___, ...targeting }) => targeting),
  }));

function changed<T extends { readonly key: string }>(
  before: readonly T[],
  after: readonly T[],
  shown: (entry: T) => unknown,
): string[] {
  const now = new Map(after.map((entry) => [entry.key, JSON.stringify(shown(entry))]));
  return before.filter((entry) => now.get(entry.key) !== JSON.stringify(shown(entry))).map(({ key }) => key);
}
