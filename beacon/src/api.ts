/** `tessera('cart_add', { sku, value, quantity })`: tells an event of the page's own. */
export type Tessera = { (type: string, props?: object): void; q?: Iterable<[string, object?]>; on?: boolean };

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
