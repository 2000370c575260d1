import type { IncomingMessage } from 'node:http';
import { VARIANT_KEY, VISITOR_ID } from '@tessera/model';
import { parse, serialize } from 'cookie';
import type { Decision } from '../decide/decide.js';

const VISITOR_COOKIE = 'tessera_id';
export const CONSENT_COOKIE = 'tessera_consent';
const VISITOR_COOKIE_S = 400 * 86_400;

/** A decision that only an event can change is confirmed by the next beacon; without one it ends after a day. */
const LONGEST_DECISION_S = 86_400;

export type Cookies = Readonly<Record<string, string | undefined>>;

export const readCookies = (req: IncomingMessage): Cookies => parse(req.headers.cookie ?? '');

/** The visitor's id; null if there is none, or one that we did not make. */
export function visitorOf(cookies: Cookies): string | null {
  const id = cookies[VISITOR_COOKIE];
  return id !== undefined && VISITOR_ID.test(id) ? id : null;
}

/** The variant that a decision cookie names for a slot; null if there is none, or a forged one. */
export function decidedVariant(cookies: Cookies, slot: string): string | null {
  const key = cookies[`tsr_${slot}`];
  return key !== undefined && VARIANT_KEY.test(key) ? key : null;
}

/** Writes Set-Cookie headers of visitors' answers. */
export class CookieWriter {
  readonly #domain: string | null;

  constructor(domain: string | null) {
    this.#domain = domain;
  }

  visitor(req: IncomingMessage, id: string): string {
    return this.#cookie(req, VISITOR_COOKIE, id, VISITOR_COOKIE_S, true);
  }

  /** What the visitor agreed to. Scripts may read it: the tag asks it before it sends anything. */
  consent(req: IncomingMessage, value: string): string {
    return this.#cookie(req, CONSENT_COOKIE, value, VISITOR_COOKIE_S, false);
  }

  /** Takes away every cookie of ours that says something about the visitor: the id and all decisions. */
  forget(req: IncomingMessage, cookies: Cookies): string[] {
    return Object.keys(cookies)
      .filter((name) => name === VISITOR_COOKIE || /^tsr_[a-z][a-z0-9_]{0,39}$/.test(name))
      .map((name) => this.#cookie(req, name, '', 0, name === VISITOR_COOKIE));
  }

  /**
   * Sets a slot's cookie for as long as the decision can hold, or clears the one the browser has for the fallback;
   * null if the browser has none to clear.
   */
  decision(req: IncomingMessage, cookies: Cookies, decision: Decision, now: number): string | null {
    const name = `tsr_${decision.slot}`;
    const seconds = Math.min(LONGEST_DECISION_S, Math.floor((decision.until - now) / 1_000));
    if (decision.variant !== null && seconds > 0)
      return this.#cookie(req, name, decision.variant, seconds, false);
    return cookies[name] === undefined ? null : this.#cookie(req, name, '', 0, false);
  }

  #cookie(req: IncomingMessage, name: string, value: string, maxAge: number, httpOnly: boolean): string {
    const options = { path: '/', maxAge, httpOnly, sameSite: 'lax' as const, secure: isHttps(req) };
    return serialize(name, value, this.#domain === null ? options : { ...options, domain: this.#domain });
  }
}

// Behind a CDN the connection to us is plain; the CDN says what the visitor's was. A forged header can
// only make the forger's own cookie unusable.
const isHttps = (req: IncomingMessage): boolean =>
  'encrypted' in req.socket || req.headers['x-forwarded-proto'] === 'https';
