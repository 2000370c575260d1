import type { Names } from '../naming.js';

const PRODUCT = { sku: ['sku', 'product_id'], quantity: ['quantity'] } as const;
const VIDEO = { video: ['content_asset_id', 'asset_id', 'title', 'session_id'] } as const;

/** Segment's own names of what we have a name for: https://segment.com/docs/connections/spec/ecommerce/v2/ and …/video/ */
export const SEGMENT_NAMES: Names = {
  'Product Added': { type: 'cart_add', props: { ...PRODUCT, value: ['value', 'price'] } },
  'Product Removed': { type: 'cart_remove', props: { ...PRODUCT, value: ['value', 'price'] } },
  'Cart Viewed': { type: 'cart', props: { value: ['value', 'total', 'revenue'] } },
  'Checkout Started': {
    type: 'checkout_start',
    props: { value: ['value', 'revenue', 'total'], order: ['order_id', 'checkout_id'] },
  },
  'Order Completed': {
    type: 'purchase',
    props: { value: ['total', 'revenue', 'value'], order: ['order_id', 'checkout_id'] },
  },
  'Video Playback Started': { type: 'video_play', props: VIDEO },
  'Video Content Playing': { type: 'video_progress', props: { ...VIDEO, percent: ['percent'] } },
  'Video Playback Interrupted': { type: 'video_drop', props: VIDEO },
  'Form Submitted': { type: 'form_submit', props: { form: ['form_id', 'form_name', 'name'] } },
  'Link Clicked': { type: 'click', props: { element: ['link_id', 'name'], href: ['url', 'href'] } },
};
