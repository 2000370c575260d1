const MAX_VERSION_LENGTH = 64;

/**
 * The tags a fragment is purged by: all of Tessera, the slot, the variant (none for an empty fragment) and
 * the catalog it was rendered from. Safe in every tag header: no space, comma or other separator.
 */
export function fragmentTags(slot: string, variant: string | null, catalogVersion: string): string[] {
  return [
    'tessera',
    slotTag(slot),
    ...(variant === null ? [] : [variantTag(variant)]),
    catalogTag(catalogVersion),
  ];
}

/** Of the fragments that visitors without a cookie are shown: they change with what decides. */
export const defaultTag = (slot: string): string => `default-${slot}`;
export const slotTag = (slot: string): string => `slot-${slot}`;
export const variantTag = (variant: string): string => `variant-${variant}`;

/** `2026-11-23T20:00:00Z#17` → `catalog-2026-11-23T20-00-00Z-17`. The end is kept: it is what differs. */
export const catalogTag = (version: string): string =>
  `catalog-${version.replace(/[^\w.-]/g, '-').slice(-MAX_VERSION_LENGTH)}`;
