import type { Names } from '../naming.js';

/** What Mixpanel's browser client tells of its own (autocapture), and its e-commerce template. */
export const MIXPANEL_NAMES: Names = {
  $mp_web_page_view: { type: 'page_view' },
  $mp_click: {
    type: 'click',
    props: { text: ['$el_text'], element: ['$el_id'], href: ['$attr-href', '$el_href'] },
  },
  $mp_rage_click: { type: 'rage_click', props: { element: ['$el_id'] } },
  $mp_dead_click: { type: 'dead_click', props: { element: ['$el_id'] } },
  $mp_scroll: { type: 'scroll', props: { depth: ['$scroll_percentage'] } },
  $mp_submit: { type: 'form_submit', props: { form: ['$el_id'] } },
  'Add to Cart': { type: 'cart_add', props: { sku: ['sku', 'product_id'], value: ['value', 'price'] } },
  'Product Added': { type: 'cart_add', props: { sku: ['sku', 'product_id'], value: ['value', 'price'] } },
  'Remove from Cart': {
    type: 'cart_remove',
    props: { sku: ['sku', 'product_id'], value: ['value', 'price'] },
  },
  'Cart Viewed': { type: 'cart', props: { value: ['value', 'total'] } },
  'Checkout Started': { type: 'checkout_start', props: { value: ['value', 'total'], order: ['order_id'] } },
  Purchase: { type: 'purchase', props: { value: ['value', 'total', 'revenue'], order: ['order_id'] } },
  'Order Completed': {
    type: 'purchase',
    props: { value: ['value', 'total', 'revenue'], order: ['order_id'] },
  },
};
