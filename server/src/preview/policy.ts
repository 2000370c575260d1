import type { OutgoingHttpHeaders } from 'node:http';
import { personalFragmentHeaders } from '@tessera/esi-fragments';

/**
 * What holds for every answer of a preview. Scripts of the page run, or pages that need them would be empty, but cut
 * off: `sandbox` gives them an origin of their own, so that they reach neither cookies nor storage of this host nor
 * the admin panel around them, even where both share an address; `connect-src` and `form-action` let nothing out that
 * the tag or another tracker would count as a visit.
 */
function ownPolicy(frames: readonly string[]): string {
  const ancestors = frames.length > 0 ? frames.join(' ') : "'none'";
  return [
    'sandbox allow-scripts',
    "connect-src 'none'",
    "form-action 'none'",
    "worker-src 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');
}

export interface PolicyOptions {
  /** Origins that may show the page in a frame. */
  readonly frames: readonly string[];
  /** Policies of the page itself, as they came; null: none. */
  readonly page: string | null;
}

/** Headers of every answer below a preview's address. */
export function previewHeaders({ frames, page }: PolicyOptions): OutgoingHttpHeaders {
  const own = ownPolicy(frames);
  return {
    ...personalFragmentHeaders(),
    // Both hold: a page's own policy can be narrowed, not widened, by another one.
    'Content-Security-Policy': page === null ? own : [...pagePolicies(page), own],
    'X-Robots-Tag': 'noindex, nofollow',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // Documents of a sandbox have no origin: their fonts and modules are asked for as from elsewhere.
    'Access-Control-Allow-Origin': '*',
  };
}

/** Of a page's own: who may frame it and where it reports to does not count here. */
const DROPPED = /^(?:frame-ancestors|sandbox|report-uri|report-to|upgrade-insecure-requests)$/i;

/** The page's policies, with this host allowed wherever a host is: what the page loads comes from here. */
export function pagePolicies(policies: string): readonly string[] {
  return policies
    .split(',')
    .map((policy) => policy.split(';').flatMap(directive).join('; '))
    .filter((policy) => policy !== '');
}

function directive(text: string): string[] {
  const [name = '', ...sources] = text.trim().split(/\s+/);
  if (name === '' || DROPPED.test(name)) return [];
  const open =
    /-src(?:-elem|-attr)?$/i.test(name) && !sources.includes("'none'") && !sources.includes("'self'");
  return [[name, ...sources, ...(open ? ["'self'"] : [])].join(' ')];
}
