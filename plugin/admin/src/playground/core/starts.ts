import type { PlaygroundStep, PlaygroundVisitor } from '../../../../contracts/playground';

const page = (path: string, type: string, category?: string): Record<string, string> => ({
  path,
  type,
  ...(category ? { category } : {}),
});
const LAPTOP_A = page('/p/aero-13', 'product', 'laptops');
const LAPTOP_B = page('/p/forge-15', 'product', 'laptops');
const CART = page('/cart', 'cart');

const step = (
  seconds: number,
  type: string,
  at: Record<string, string>,
  props: Record<string, unknown> = {},
): PlaygroundStep => ({ gapMs: seconds * 1_000, type, page: at, props });
const made = (
  steps: readonly PlaygroundStep[],
  facts: Partial<PlaygroundVisitor> = {},
): PlaygroundVisitor => ({ start: null, steps, context: {}, traits: {}, consent: {}, laterMs: 0, ...facts });

/** Visitors to begin with; each is played on whatever is defined here. */
export const STARTS = {
  hesitating: made(
    [
      step(0, 'page_view', LAPTOP_A),
      step(20, 'scroll', LAPTOP_A, { depth: 80, velocity: 400 }),
      step(15, 'focus', LAPTOP_A, { element: 'price', ms: 4_000 }),
      step(25, 'page_view', LAPTOP_B),
      step(30, 'cart_add', LAPTOP_B, { sku: 'forge-15', value: 1_649, quantity: 1 }),
      step(1, 'cart', LAPTOP_B, { value: 1_649 }),
      step(4, 'page_view', CART),
    ],
    { context: { device: { type: 'desktop' } }, laterMs: 120_000 },
  ),
  comparing: made(
    [
      step(0, 'page_view', LAPTOP_A),
      step(10, 'focus', LAPTOP_A, { element: 'specs', ms: 5_000 }),
      step(20, 'page_view', LAPTOP_B),
      step(10, 'page_view', page('/compare', 'comparison', 'laptops')),
    ],
    { context: { device: { type: 'desktop' } } },
  ),
  slowNetwork: made(
    [step(0, 'page_view', page('/', 'home')), step(8, 'dwell', page('/', 'home'), { ms: 8_000 })],
    {
      context: { device: { type: 'mobile' }, network: { type: '3g', save_data: true } },
    },
  ),
  buying: made(
    [
      step(0, 'page_view', LAPTOP_B),
      step(30, 'cart_add', LAPTOP_B, { sku: 'forge-15', value: 1_649, quantity: 1 }),
      step(1, 'cart', LAPTOP_B, { value: 1_649 }),
      step(20, 'checkout_start', page('/checkout', 'checkout'), { value: 1_649 }),
      step(60, 'purchase', page('/thanks', 'thanks'), { value: 1_649, order: 'A-1' }),
    ],
    { context: { device: { type: 'tablet' } } },
  ),
  returning: made([step(0, 'page_view', page('/', 'home'))], {
    context: { visit: { count: 5, returning: true }, campaign: { source: 'newsletter', medium: 'email' } },
    traits: { tier: 'gold' },
    consent: { personalization: true },
  }),
} as const satisfies Record<string, PlaygroundVisitor>;
export type Start = keyof typeof STARTS;
