import type { IncomingMessage, ServerResponse } from 'node:http';
import { personalFragmentHeaders } from '@tessera/esi-fragments';
import { DEFAULT_VARIANT, FALLBACK_VARIANT, type Slot } from '@tessera/model';
import { toldByQuery } from '../collect/request-context.js';
import type { UnknownVisitor } from '../decide/unknown-visitor.js';
import type { Handler } from '../http/exchange.js';
import type { Personaliser } from '../personaliser.js';
import { decidedVariant, readCookies, visitorOf } from './cookies.js';
import type { Fragment } from './fragment-shelf.js';

/** GET /tessera/fragments/{slot}/{variant}: the same bytes for everybody. */
export function fragmentHandler(personaliser: Personaliser): Handler {
  return (req, res, { params, query }) => {
    const { fragments } = personaliser.current;
    const address = req.url ?? '';
    const ready = fragments.ready(address);
    if (ready) return sendFragment(req, res, ready);
    const slot = fragments.slot(params.slot ?? '');
    if (!slot) return sendUnknownSlot(res);
    // What is for one visitor has no place at an address that is for everybody.
    if (slot.delivery === 'personal') return sendPersonalNotice(res);
    const variant = params.variant ?? DEFAULT_VARIANT;
    const { unknown } = personaliser.current.slots.get(slot.key) ?? {};
    if (variant === DEFAULT_VARIANT && unknown?.possible) {
      return sendFragment(req, res, forUnknown(slot, unknown, new URLSearchParams(query)));
    }
    const fragment = fragments.shared(slot, variant, new URLSearchParams(query));
    fragments.remember(address, fragment);
    sendFragment(req, res, fragment);
  };

  /** For visitors without a cookie, as an edge describes them in the query; right until the decision may change. */
  function forUnknown(slot: Slot, { fields }: UnknownVisitor, query: URLSearchParams): Fragment {
    const { fragments } = personaliser.current;
    const decision = personaliser.decideUnknown(slot.key, toldByQuery(query));
    const seconds = ((decision?.until ?? Infinity) - personaliser.clock()) / 1_000;
    return fragments.forUnknown(slot, decision?.variant ?? null, query, { fields, seconds });
  }
}

/** GET /tessera/slots/{slot}: the fragment for whoever asks. */
export function slotHandler(personaliser: Personaliser): Handler {
  return (req, res, { params, query }) => {
    const { fragments } = personaliser.current;
    const slot = fragments.slot(params.slot ?? '');
    if (!slot) return sendUnknownSlot(res);
    const cookies = readCookies(req);
    const known = visitorOf(cookies);
    const asked = new URLSearchParams(query);
    const traits = known === null ? {} : (personaliser.find(known)?.traits ?? {});
    const variant =
      decided(slot, decidedVariant(cookies, slot.key)) ?? personaliser.decideFor(known, slot.key, req, asked);
    sendFragment(req, res, fragments.personal(slot, variant, asked, traits));
  };

  /** What a cookie names, if there is such a thing: a name that gives the fallback, if it is that. */
  function decided(slot: Slot, key: string | null): string | null {
    if (key === FALLBACK_VARIANT) return key;
    return key !== null && personaliser.current.fragments.variantFor(slot, key) ? key : null;
  }
}

/** A CDN may stitch an error's body into the page, so there is none. */
function sendUnknownSlot(res: ServerResponse): void {
  res.writeHead(404, { 'Cache-Control': 'no-store', 'Content-Length': '0' });
  res.end();
}

function sendPersonalNotice(res: ServerResponse): void {
  res.writeHead(200, {
    ...personalFragmentHeaders(),
    'Content-Type': 'text/html; charset=utf-8',
    'Tessera-Delivery': 'personal',
    'Content-Length': '0',
  });
  res.end();
}

export function sendFragment(req: IncomingMessage, res: ServerResponse, fragment: Fragment): void {
  const { etag, headers, rawHeaders, latin1 } = fragment;
  if (headers.ETag !== undefined && matches(req.headers['if-none-match'], etag)) {
    res.writeHead(304, { ...headers });
    res.end();
    return;
  }
  res.writeHead(200, rawHeaders as string[]);
  if (req.method === 'HEAD') res.end();
  else res.end(latin1, 'latin1');
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2). */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch === '*' || ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
