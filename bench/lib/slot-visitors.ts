import { SLOTS } from './slot-page.js';

/** What visitors' decision cookies name for each slot; null: there is no cookie. */
const CHOICES: Record<(typeof SLOTS)[number], readonly (string | null)[]> = {
  page_directives: [null, 'lite', 'calm'],
  home_hero: [null, 'laptops', 'comparing', 'price', 'offer'],
  product_banner: [null, 'offer_banner'],
};

export interface SlotVisitor {
  readonly cookie: string;
  /** Slot and variant of each of the page's fragments, as the fragment server's addresses have them. */
  readonly shown: readonly string[];
}

/** Cookies that a shop's visitors have besides. */
const OTHERS = '_ga=GA1.1.1234567890.1732400000; session=kq2v8x0m4c7d; tessera_id=V1StGXR8Z5jdHi6BmyT01';

/** A visitor for each combination of decisions. */
export const SLOT_VISITORS: readonly SlotVisitor[] = SLOTS.reduce<SlotVisitor[]>(
  (visitors, slot) =>
    visitors.flatMap((visitor) => CHOICES[slot].map((name) => decided(visitor, slot, name))),
  [{ cookie: OTHERS, shown: [] }],
);

function decided({ cookie, shown }: SlotVisitor, slot: string, name: string | null): SlotVisitor {
  if (name === null) return { cookie, shown: [...shown, `${slot}/default`] };
  const key = name.padEnd(12, '0');
  return { cookie: `${cookie}; tsr_${slot}=${key}`, shown: [...shown, `${slot}/${key}`] };
}
