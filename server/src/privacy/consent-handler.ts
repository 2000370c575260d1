import { append } from '../collect/append.js';
import { CONSENT_COOKIE, readCookies, visitorOf } from '../deliver/cookies.js';
import { CONSENT_EVENT } from '../engine/engine.js';
import { readJsonObject } from '../http/body.js';
import { type Handler, sendJson } from '../http/exchange.js';
import type { ServerParts } from '../server-parts.js';
import { consentIn, consentText, PURPOSE, readConsent } from './consent.js';
import { erase } from './erase.js';

/**
 * POST /tessera/consent: `{ "personalisation": false, … }`, the purposes that the visitor agreed to or declined,
 * → `{ "consent": … }`, all that is known by now. It is kept in the browser, in a cookie: a visitor who declines is
 * not known here. Whoever declines personalisation is erased at once.
 */
export function consentHandler(parts: ServerParts): Handler {
  const { personaliser, cookies: writer } = parts;
  return async (req, res) => {
    parts.checkOrigin(req, res);
    const said = consentIn(await readJsonObject(req));
    const cookies = readCookies(req);
    const consent = { ...readConsent(cookies[CONSENT_COOKIE] ?? ''), ...said };
    const text = consentText(consent);
    const setCookies = [writer.consent(req, text)];
    const id = visitorOf(cookies);
    if (consent[PURPOSE] === false) {
      if (id !== null) await erase(parts, personaliser.visitors.resolve(id));
      setCookies.push(...writer.forget(req, cookies));
    } else if (
      id !== null &&
      parts.admission.whyUnkept(req, { ...cookies, [CONSENT_COOKIE]: text }) === null
    ) {
      // Known visitors' conditions can ask for it.
      const time = personaliser.clock();
      const events = [{ id: null, type: CONSENT_EVENT, time, page: {}, props: consent }];
      await append(parts, { visitor: id, receivedAt: time, events, context: null });
    }
    sendJson(res, 200, { consent }, { 'Set-Cookie': setCookies });
  };
}
