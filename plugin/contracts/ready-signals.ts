import type { EventType } from './event-types';
import type { SignalKind } from './signal-fields';

/** The groups ready-made signals are offered in, in their order. */
export const READY_GROUPS = [
  'pages',
  'attention',
  'clicks',
  'forms',
  'videos',
  'cart',
  'purchases',
  'variants',
  'scores',
] as const;
export type ReadyGroup = (typeof READY_GROUPS)[number];

interface ReadyFields {
  readonly group: ReadyGroup;
  readonly kind: SignalKind;
  readonly event?: EventType;
  readonly value?: string;
  readonly where?: Readonly<Record<string, unknown>>;
  readonly window?: string;
  readonly halfLife?: string;
  readonly scale?: number;
  readonly max?: number;
  readonly weights?: readonly {
    readonly event: EventType;
    readonly where?: Readonly<Record<string, unknown>>;
    readonly weight: number;
  }[];
}

const session = { window: 'session' } as const;
const page = { window: 'page' } as const;
/** The tag tells milliseconds; people think in seconds. */
const seconds = { value: 'props.ms', scale: 0.001 } as const;
const product = { 'page.type': 'product' } as const;

/**
 * Signals for all that the tag sends, by key, ready to be added. Their names and what they are good for are
 * texts of the admin panel: `signals.ready.KEY` and `signals.ready.KEY.about`.
 */
export const READY_SIGNALS = {
  pages_viewed: { group: 'pages', kind: 'count', event: 'page_view', ...session },
  products_viewed: { group: 'pages', kind: 'count', event: 'page_view', where: product, ...session },
  products_viewed_30m: { group: 'pages', kind: 'count', event: 'page_view', where: product, window: '30m' },
  categories_seen: {
    group: 'pages',
    kind: 'distinct',
    event: 'page_view',
    value: 'page.category',
    ...session,
  },
  last_category: { group: 'pages', kind: 'last', event: 'page_view', value: 'page.category', ...session },
  first_page: { group: 'pages', kind: 'first', event: 'page_view', value: 'page.path', ...session },
  page_before: { group: 'pages', kind: 'last', event: 'page_view', value: 'props.from', ...page },
  since_page_view: { group: 'pages', kind: 'since', event: 'page_view' },

  time_on_page: { group: 'attention', kind: 'sum', event: 'dwell', ...seconds, ...page },
  time_in_session: { group: 'attention', kind: 'sum', event: 'dwell', ...seconds, ...session },
  recent_attention: { group: 'attention', kind: 'sum', event: 'dwell', ...seconds, halfLife: '10m' },
  scroll_depth: { group: 'attention', kind: 'max', event: 'scroll', value: 'props.depth', ...page },
  scroll_velocity: { group: 'attention', kind: 'last', event: 'scroll', value: 'props.velocity', ...page },
  scroll_half_ms: { group: 'attention', kind: 'min', event: 'scroll', value: 'props.half_ms', ...page },
  focus_time: { group: 'attention', kind: 'sum', event: 'focus', ...seconds, ...session },
  focus_places: { group: 'attention', kind: 'distinct', event: 'focus', value: 'props.element', ...page },
  last_focus: { group: 'attention', kind: 'last', event: 'focus', value: 'props.element', ...page },
  price_focus: {
    group: 'attention',
    kind: 'sum',
    event: 'focus',
    ...seconds,
    where: { 'props.element': 'price' },
    halfLife: '5m',
  },

  clicks: { group: 'clicks', kind: 'count', event: 'click', ...session },
  clicks_on_page: { group: 'clicks', kind: 'count', event: 'click', ...page },
  click_depth: { group: 'clicks', kind: 'max', event: 'click', value: 'props.index', ...session },
  rage_clicks: { group: 'clicks', kind: 'count', event: 'rage_click', ...session },
  dead_clicks: { group: 'clicks', kind: 'count', event: 'dead_click', ...session },
  last_click: { group: 'clicks', kind: 'last', event: 'click', value: 'props.element', ...session },

  form_starts: { group: 'forms', kind: 'count', event: 'form_start', ...session },
  form_submits: { group: 'forms', kind: 'count', event: 'form_submit', ...session },
  form_abandons: { group: 'forms', kind: 'count', event: 'form_abandon', ...session },
  since_form_abandon: { group: 'forms', kind: 'since', event: 'form_abandon' },
  last_form: { group: 'forms', kind: 'last', event: 'form_start', value: 'props.form', ...session },

  videos_played: { group: 'videos', kind: 'distinct', event: 'video_play', value: 'props.video', ...session },
  video_percent: { group: 'videos', kind: 'max', event: 'video_progress', value: 'props.percent', ...page },
  video_drops: { group: 'videos', kind: 'count', event: 'video_drop', ...session },
  video_drop_percent: {
    group: 'videos',
    kind: 'last',
    event: 'video_drop',
    value: 'props.percent',
    ...session,
  },

  cart_value: { group: 'cart', kind: 'last', event: 'cart', value: 'props.value', ...session },
  cart_value_max: { group: 'cart', kind: 'max', event: 'cart', value: 'props.value', ...session },
  cart_adds: { group: 'cart', kind: 'count', event: 'cart_add', ...session },
  cart_removes: { group: 'cart', kind: 'count', event: 'cart_remove', ...session },
  cart_products: { group: 'cart', kind: 'distinct', event: 'cart_add', value: 'props.sku', ...session },
  since_cart: { group: 'cart', kind: 'since', event: 'cart_add' },

  checkouts: { group: 'purchases', kind: 'count', event: 'checkout_start', ...session },
  since_checkout: { group: 'purchases', kind: 'since', event: 'checkout_start' },
  purchases: { group: 'purchases', kind: 'count', event: 'purchase' },
  spent: { group: 'purchases', kind: 'sum', event: 'purchase', value: 'props.value' },
  largest_purchase: { group: 'purchases', kind: 'max', event: 'purchase', value: 'props.value' },
  since_purchase: { group: 'purchases', kind: 'since', event: 'purchase' },

  impressions: { group: 'variants', kind: 'count', event: 'impression', ...session },
  variants_seen: {
    group: 'variants',
    kind: 'distinct',
    event: 'impression',
    value: 'props.variant',
    ...session,
  },
  variant_clicks: { group: 'variants', kind: 'count', event: 'variant_click', ...session },
  last_slot_clicked: {
    group: 'variants',
    kind: 'last',
    event: 'variant_click',
    value: 'props.slot',
    ...session,
  },
  goals_reached: { group: 'variants', kind: 'distinct', event: 'goal', value: 'props.goal' },
  sign_ins: { group: 'variants', kind: 'count', event: 'identify' },

  engagement: {
    group: 'scores',
    kind: 'score',
    halfLife: '10m',
    max: 100,
    weights: [
      { event: 'page_view', weight: 5 },
      { event: 'scroll', where: { 'props.depth': { $gt: 70 } }, weight: 3 },
      { event: 'click', weight: 2 },
      { event: 'video_play', weight: 8 },
      { event: 'form_start', weight: 10 },
    ],
  },
  buying_intent: {
    group: 'scores',
    kind: 'score',
    halfLife: '30m',
    max: 100,
    weights: [
      { event: 'page_view', where: product, weight: 5 },
      { event: 'focus', where: { 'props.element': 'price' }, weight: 2 },
      { event: 'cart_add', weight: 25 },
      { event: 'cart_remove', weight: -10 },
      { event: 'checkout_start', weight: 40 },
    ],
  },
} as const satisfies Readonly<Record<string, ReadyFields>>;
export type ReadyKey = keyof typeof READY_SIGNALS;

export interface ReadySignal extends ReadyFields {
  readonly key: ReadyKey;
}

export const READY_LIST: readonly ReadySignal[] = (
  Object.entries(READY_SIGNALS) as [ReadyKey, ReadyFields][]
).map(([key, fields]) => ({ key, ...fields }));

/** What Strapi is given to make a draft of it. */
export function readyEntry({ group: _, ...signal }: ReadySignal, name: string): Record<string, unknown> {
  return { name, ...signal };
}
