/** What pages have to know about the place they are served from. */
export interface Site {
  /** Where the shop is to be seen through the edge, e.g. http://127.0.0.1:8080 */
  readonly edgeUrl: string;
  /** The address of a style sheet, script or font; it changes with the content of any of them. */
  readonly asset: (name: string) => string;
  /** The addresses of all scripts that shop.js is made of. */
  readonly modules: readonly string[];
}
