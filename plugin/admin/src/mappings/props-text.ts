import type { Naming } from '@tessera/model';

/** `sku ← sku, product_id · value ← price`: our names, and which of theirs each is read from. */
export const propsText = ({ props = {} }: Naming): string =>
  Object.entries(props)
    .map(([ours, theirs]) => `${ours} ← ${theirs.join(', ')}`)
    .join(' · ');
