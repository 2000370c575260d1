import { contentOf, type DayCatalog, dayCatalog } from './catalog.js';

/** What editors do in a day: hour, and how the catalog changes. */
export interface Publish {
  readonly hour: number;
  readonly change: (catalog: DayCatalog, publish: number) => void;
}

/** Another text in one variant. */
const rewrite =
  (name: string): Publish['change'] =>
  ({ variants }, publish) => {
    const variant = variants.find((one) => one.name === name);
    if (!variant) throw new Error(`no variant ${name}`);
    variant.locales = contentOf(variant.key, publish);
  };

export const PUBLISHES: readonly Publish[] = [
  { hour: 8.5, change: rewrite('plain') },
  { hour: 9.2, change: rewrite('laptops') },
  { hour: 10, change: rewrite('b_plain') },
  { hour: 10.8, change: rewrite('offer') },
  // Decides anew what visitors without a cookie are shown.
  {
    hour: 11.5,
    change: ({ segments }) => {
      const shopper = (segments as { key: string; when: object }[]).find(
        ({ key }) => key === 'laptops_shopper',
      );
      if (shopper) shopper.when = { 'signals.interest_laptops': { $gte: 16 } };
    },
  },
  { hour: 12.3, change: rewrite('b_price') },
  { hour: 13.4, change: rewrite('c_specs') },
  // All fragments of a slot.
  {
    hour: 14.1,
    change: ({ slots }) => {
      for (const slot of slots) if (slot.key === 'product_banner') slot.name = 'Banner above products';
    },
  },
  // Cookies go on naming it until the next beacon.
  {
    hour: 15.5,
    change: (catalog) => {
      catalog.variants = catalog.variants.filter(({ name }) => name !== 'b_laptops');
    },
  },
  { hour: 16.6, change: rewrite('evening') },
  { hour: 18.4, change: rewrite('d_dark') },
  { hour: 20.2, change: rewrite('regular') },
];

/** The catalogs of a day: as it begins, and after each publish. */
export function catalogsOf(ttl: number): DayCatalog[] {
  const catalogs = [dayCatalog(ttl)];
  for (const [i, { change }] of PUBLISHES.entries()) {
    const next = structuredClone(catalogs[i] as DayCatalog);
    next.version = `day#${i + 1}`;
    change(next, i + 1);
    catalogs.push(next);
  }
  return catalogs;
}
