/**
 * Where an editor's browser finds a preview. Strapi may ask the fragment server by an address that only machines
 * reach; then `base` (TESSERA_PREVIEW_URL) is the one for browsers.
 */
export function browserUrl(url: string, base: string | undefined): string {
  if (!base || !URL.canParse(base)) return url;
  const { pathname, search } = new URL(url);
  return `${new URL(base).origin}${pathname}${search}`;
}

/** Origins from which the admin panel shows previews in a frame. */
export function frameOrigins(
  servers: readonly { readonly url: string }[],
  base: string | undefined,
): string[] {
  const urls = base ? [base] : servers.map(({ url }) => url);
  return [...new Set(urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin))];
}
