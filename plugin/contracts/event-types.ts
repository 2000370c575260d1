/** What one property of an event holds. `unit`: of numbers that have one. */
export interface EventProp {
  readonly type: 'number' | 'text';
  readonly unit?: 'ms' | 'px/s' | '%';
}

const text: EventProp = { type: 'text' };
const number: EventProp = { type: 'number' };
const ms: EventProp = { type: 'number', unit: 'ms' };
const percent: EventProp = { type: 'number', unit: '%' };
const placed = { slot: text, variant: text };
const played = { video: text, percent };
const bought = { sku: text, value: number, quantity: number };

/** The events that have a meaning, and their properties (`props.NAME`). Sites may send others, with free ones. */
export const EVENT_TYPES = {
  page_view: { from: text },
  click: { element: text, text, href: text, index: number },
  rage_click: { element: text },
  dead_click: { element: text },
  focus: { element: text, ms },
  scroll: { depth: percent, velocity: { type: 'number', unit: 'px/s' }, half_ms: ms },
  dwell: { ms },
  form_start: { form: text },
  form_submit: { form: text },
  form_abandon: { form: text },
  video_play: played,
  video_progress: played,
  video_drop: played,
  cart_add: bought,
  cart_remove: bought,
  cart: { value: number },
  checkout_start: { value: number, order: text },
  purchase: { value: number, order: text },
  impression: placed,
  variant_click: placed,
  goal: { goal: text },
  identify: { user: text },
} as const satisfies Record<string, Readonly<Record<string, EventProp>>>;
export type EventType = keyof typeof EVENT_TYPES;

export const isEventType = (type: unknown): type is EventType =>
  typeof type === 'string' && Object.hasOwn(EVENT_TYPES, type);

/** The properties of a type of events; none are known of a site's own. */
export const propsOf = (type: unknown): Readonly<Record<string, EventProp>> =>
  isEventType(type) ? EVENT_TYPES[type] : {};

/** What every event may say of the page it happened on. */
export const PAGE_FIELDS = ['page.type', 'page.category', 'page.path', 'page.url', 'page.referrer'] as const;
