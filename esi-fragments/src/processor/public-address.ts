import ipaddr from 'ipaddr.js';

/** Names that lead to this machine, or mean something only on a private network. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|arpa)\.?$/i;

/**
 * Whether an address can be one on the internet: no name of a private network, and no number of this machine, of a
 * private network or of a cloud's own services. URL has made ordinary numbers of all their spellings before. To which
 * number a name leads can't be known here; that is what listing allowed origins is for.
 */
export function isPublic({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (!ipaddr.isValid(host)) return host.includes('.') && !PRIVATE_NAME.test(host);
  // Numbers of the fourth version within the sixth count as what they stand for.
  return ipaddr.process(host).range() === 'unicast';
}
