import type { IncomingMessage } from 'node:http';
import { isJsonObject, KEY, shown } from '@tessera/model';
import { CONSENT_COOKIE, type Cookies } from '../deliver/cookies.js';
import { Problem } from '../http/problems.js';

/** What a visitor agreed to or declined, by purpose. */
export type Consent = Readonly<Record<string, boolean>>;

/** The purpose without which nothing that a visitor does is kept. Others are the site's own, for conditions. */
export const PURPOSE = 'personalisation';
const MOST_PURPOSES = 20;

/** Why nothing of a request's visitor may be kept. */
export type Unkept =
  /** The browser says so for every site (Global Privacy Control, https://w3c.github.io/gpc/). */
  | 'gpc'
  /** The visitor said so here. */
  | 'declined'
  /** The visitor has not been asked yet, and the site wants that first. */
  | 'not_asked';

export type ConsentRule = 'assumed' | 'required';

/** Null: what this request's visitor does may be kept. Costs nothing where neither header nor cookie is there. */
export function whyUnkept(req: IncomingMessage, cookies: Cookies, rule: ConsentRule): Unkept | null {
  if (req.headers['sec-gpc'] === '1') return 'gpc';
  const text = cookies[CONSENT_COOKIE];
  const said = text === undefined ? undefined : readConsent(text)[PURPOSE];
  if (said === false) return 'declined';
  return said === true || rule === 'assumed' ? null : 'not_asked';
}

/** Reads the cookie, e.g. `personalisation=1&ads=0`. What is no such thing says nothing. */
export function readConsent(text: string): Consent {
  const consent: Record<string, boolean> = {};
  for (const [purpose, value] of [...new URLSearchParams(text)].slice(0, MOST_PURPOSES))
    if (KEY.test(purpose) && /^[01]$/.test(value)) consent[purpose] = value === '1';
  return consent;
}

export function consentText(consent: Consent): string {
  const text = new URLSearchParams();
  for (const [purpose, said] of Object.entries(consent)) text.set(purpose, said ? '1' : '0');
  return text.toString();
}

/** Reads `{ "personalisation": true, … }`; throws a Problem that names the field. */
export function consentIn(body: unknown): Consent {
  if (!isJsonObject(body) || Object.keys(body).length === 0)
    throw wrong(`the body must name purposes, e.g. { "${PURPOSE}": true } (found ${shown(body)})`);
  const entries = Object.entries(body);
  if (entries.length > MOST_PURPOSES)
    throw wrong(`there must be at most ${MOST_PURPOSES} purposes (found ${entries.length})`);
  for (const [purpose, said] of entries) {
    if (!KEY.test(purpose)) throw wrong(`${shown(purpose)} is no purpose: a-z, 0-9 and _, 40 at most`);
    if (typeof said !== 'boolean') throw wrong(`${purpose}: must be true or false (found ${shown(said)})`);
  }
  return body as Record<string, boolean>;
}

const wrong = (detail: string): Problem => new Problem('wrong_shape', detail);
