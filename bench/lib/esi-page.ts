/** A page of 50 KB with ten includes, and the fragments, 1 KB each, that belong there. */
export const INCLUDES = 10;
const PAGE_BYTES = 50 * 1_024;
const FRAGMENT_BYTES = 1_024;

const PRODUCT =
  '<li class="product"><a href="/p/aero-13">Aero 13</a> <span class="price">€ 1,199</span></li>\n';
const filler = (bytes: number): string => PRODUCT.repeat(Math.ceil(bytes / PRODUCT.length)).slice(0, bytes);

/** `base`: where the fragments are, such as `http://127.0.0.1:1`; empty for the page's own origin. */
export function esiPage(base = ''): string {
  const tags = Array.from({ length: INCLUDES }, (_, i) => `<esi:include src="${base}/f/${i}"/>`);
  const between = filler(Math.floor((PAGE_BYTES - tags.join('').length) / (INCLUDES + 1)));
  return `<html>${between}${tags.map((tag) => `${tag}${between}`).join('')}</html>`;
}

export const fragmentOf = (path: string): string => `<div>${path} ${filler(FRAGMENT_BYTES)}</div>`;

/** The page as it must come out. */
export const stitchedPage = (base = ''): string =>
  esiPage(base).replace(/<esi:include src="[^"]*(\/f\/\d+)"\/>/g, (_, path: string) => fragmentOf(path));
