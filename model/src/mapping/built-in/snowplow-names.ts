import type { Names } from '../naming.js';

/** Self-describing events of Snowplow's own schemas that we have a name for. */
export const SNOWPLOW_NAMES: Names = {
  link_click: {
    type: 'click',
    props: { href: ['targetUrl'], element: ['elementId'], text: ['elementContent'] },
  },
  button_click: { type: 'click', props: { element: ['id'], text: ['label'] } },
  submit_form: { type: 'form_submit', props: { form: ['formId', 'formClasses'] } },
  focus_form: { type: 'form_start', props: { form: ['formId'] } },
  add_to_cart: { type: 'cart_add', props: { sku: ['sku'] } },
  remove_from_cart: { type: 'cart_remove', props: { sku: ['sku'] } },
  screen_view: { type: 'page_view' },
  site_search: { type: 'search' },
};
