import type { IncomingMessage, ServerResponse } from 'node:http';
import { personalFragmentHeaders } from '@tessera/esi-fragments';
import { DEFAULT_VARIANT, type Slot } from '@tessera/model';
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
    const fragment = fragments.shared(slot, params.variant ?? DEFAULT_VARIANT, new URLSearchParams(query));
    fragments.remember(address, fragment);
    sendFragment(req, res, fragment);
  };
}

/** GET /tessera/slots/{slot}: the fragment for whoever asks. */
export function slotHandler(personaliser: Personaliser): Handler {
  return (req, res, { params, query }) => {
    const { fragments } = personaliser.current;
    const slot = fragments.slot(params.slot ?? '');
    if (!slot) return sendUnknownSlot(res);
    const cookies = readCookies(req);
    const known = visitorOf(cookies);
    const traits = known === null ? {} : (personaliser.find(known)?.traits ?? {});
    const variant =
      decided(slot, decidedVariant(cookies, slot.key)) ?? personaliser.decideFor(known, slot.key, req);
    sendFragment(req, res, fragments.personal(slot, variant, new URLSearchParams(query), traits));
  };

  function decided(slot: Slot, key: string | null): string | null {
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
