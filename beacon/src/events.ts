type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What each event of model.md says; any other name is an event with words of its own. */
export interface EventProps {
  /** `type` and `category` are what the page says of itself, as on `<body>`. */
  page_view: {
    readonly type?: string;
    readonly category?: string;
    readonly [name: string]: Json | undefined;
  };
  click: { readonly element?: string; readonly text?: string; readonly href?: string };
  /** `ms`: how long the visitor's attention was on it. */
  focus: { readonly element: string; readonly ms: number };
  form_start: { readonly form: string };
  form_submit: { readonly form: string };
  form_abandon: { readonly form: string };
  /** `percent`: how far the video has been played, 0-100. */
  video_play: { readonly video: string; readonly percent?: number };
  video_progress: { readonly video: string; readonly percent: number };
  video_drop: { readonly video: string; readonly percent: number };
  /** `value` in the shop's currency. */
  cart_add: { readonly sku: string; readonly value?: number; readonly quantity?: number };
  cart_remove: { readonly sku: string; readonly value?: number; readonly quantity?: number };
  /** The whole cart's value. */
  cart: { readonly value: number };
  checkout_start: { readonly value?: number; readonly order?: string };
  purchase: { readonly value?: number; readonly order?: string };
  goal: { readonly goal: string };
  /** `user: null` signs out. `signature`: HMAC-SHA256 of the user's id, hex, made by the site's server. */
  identify: {
    readonly user: string | null;
    readonly traits?: Readonly<Record<string, Json>>;
    readonly signature?: string;
    readonly previous?: string;
  };
}
