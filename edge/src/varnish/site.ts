export type Backend = { host: string; port: number };

export type Site = {
  page: Backend;
  fragments: Backend;
  /** Until a fragment's answer begins, in ms. Default 3000. */
  fragmentMs?: number;
  /** With vmod xkey, or with bans where that is missing. Default xkey. */
  purging?: 'xkey' | 'ban';
};

/** What goes into a VCL string without being able to end it. */
const HOST = /^[\w.:-]+$/;

/** The `tessera-site.vcl` for a site on one machine: purging from loopback only, no proxies, no private pages. */
export function siteVcl({ page, fragments, fragmentMs = 3000, purging = 'xkey' }: Site): string {
  return [
    backend('tessera_page', page, 10_000),
    backend('tessera_fragments', fragments, fragmentMs),
    `include "tessera-purge-${purging}.vcl";`,
    'acl tessera_purgers { "127.0.0.1"; "::1"; }',
    'acl tessera_proxies { }',
    'sub tessera_where { }',
    'sub tessera_private_pages { }',
    '',
  ].join('\n');
}

function backend(name: string, { host, port }: Backend, firstByteMs: number): string {
  if (!HOST.test(host))
    throw new RangeError(`host is ${JSON.stringify(host)}; allowed: a name or an address`);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new RangeError(`port is ${port}; allowed: 1 to 65535`);
  }
  const wait = `${firstByteMs / 1000}s`;
  return `backend ${name} { .host = "${host}"; .port = "${port}"; .connect_timeout = 1s; .first_byte_timeout = ${wait}; .between_bytes_timeout = ${wait}; }`;
}
