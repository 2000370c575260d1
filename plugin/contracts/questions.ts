import type { Right } from './permissions';

/**
 * What the admin panel may ask a fragment server, through Strapi's server, which adds the token: the panel
 * never talks to a fragment server itself. Each is a route of the server's admin API (docs/admin-api.md).
 */
export const QUESTIONS = {
  audience: { method: 'GET', path: '/admin/audience', right: 'readSegments' },
  history: { method: 'GET', path: '/admin/history', right: 'readSegments' },
  values: { method: 'GET', path: '/admin/values', right: 'editSegments' },
  variants: { method: 'GET', path: '/admin/variants', right: 'readVariants' },
  'other-tags': { method: 'GET', path: '/admin/other-tags', right: 'read' },
  visitors: { method: 'GET', path: '/admin/visitors', right: 'read' },
  check: { method: 'GET', path: '/admin/check', right: 'readVariants' },
  estimate: { method: 'POST', path: '/admin/estimate', right: 'editSegments' },
  'signal-estimate': { method: 'POST', path: '/admin/signal-estimate', right: 'editSegments' },
  simulate: { method: 'POST', path: '/admin/simulate', right: 'read' },
} as const satisfies Record<string, { method: 'GET' | 'POST'; path: string; right: Right }>;
export type Question = keyof typeof QUESTIONS;

/** `POST /tessera/ask/{question}`: what goes with it. */
export interface Asked {
  readonly query?: Readonly<Record<string, string | number>>;
  /** Of the questions that are POSTs. */
  readonly body?: Readonly<Record<string, unknown>>;
}

/** How it went. Always answered with 200: that a fragment server is away is news, not an error of Strapi. */
export type Answered<Answer = unknown> =
  | { readonly kind: 'ok'; readonly server: string; readonly answer: Answer }
  /** No server is configured. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreachable'; readonly server: string; readonly detail: string }
  | { readonly kind: 'unauthorized'; readonly server: string; readonly detail: string }
  /** It answered, but not as a fragment server does, or is too old for this question. */
  | { readonly kind: 'unexpected'; readonly server: string; readonly detail: string }
  /** The server finds what was asked wrong, e.g. a draft that could not be published. */
  | {
      readonly kind: 'refused';
      readonly server: string;
      readonly detail: string;
      readonly refusals: readonly { place: string; value: string; message: string }[];
    };
