import type { EventProps } from './events.js';

/** The purposes that a visitor agreed to or declined: `{ personalisation: true, ads: false }`. */
export type Consent = Readonly<Record<string, boolean>>;

/** Any name, without hiding the known ones from an editor's suggestions. */
type OtherName = string & Record<never, never>;

export interface Tessera {
  /**
   * Tells what the visitor did: `tessera('cart_add', { sku: 'aero-13', value: 1199, quantity: 1 })`. A `page_view`
   * of the page's own begins a new view with what it says: `tessera('page_view', { type: 'product' })`.
   */
  <Type extends keyof EventProps | OtherName>(
    type: Type,
    props?: object & (Type extends keyof EventProps ? EventProps[Type] : unknown),
  ): void;
  /** Keeps what the visitor agreed to or declined; who declines `personalisation` is forgotten. True: the server took it. */
  consent?(purposes: Consent): Promise<boolean>;
  /** Erases all that is kept of this visitor, here and at the server. True: it is done. */
  forget?(): Promise<boolean>;
  /** Calls from before the tag had loaded. */
  q?: Iterable<readonly [string, (object | undefined)?]>;
  /** The tag runs. */
  on?: boolean;
}

declare global {
  interface Window {
    /** Before the tag has loaded, a stub that keeps calls in `q`. */
    tessera?: Tessera;
  }
  interface Navigator {
    readonly globalPrivacyControl?: boolean;
  }
  interface Document {
    readonly prerendering?: boolean;
  }
}
