import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Cookies } from '../../deliver/cookies.js';
import type { NotKept } from '../../operate/figures.js';
import { type ConsentRule, whyUnkept } from '../../privacy/consent.js';
import { isBot } from './bots.js';
import { assertRate, RateLimit } from './rate-limit.js';

export interface AdmissionSettings {
  readonly consent: ConsentRule;
  /** Events a minute of one visitor, and of one address; null: any number. */
  readonly visitorRate: number | null;
  readonly addressRate: number | null;
  /** The header in which the CDN tells the visitor's address; null: the connection's other end. */
  readonly addressHeader: string | null;
}

/** What may come in, and what of it may be kept. */
export class Admission {
  readonly #settings: AdmissionSettings;
  readonly #visitors: RateLimit | null;
  readonly #addresses: RateLimit | null;
  /** Addresses are never kept: only this process, while it runs, can tell that two are the same. */
  readonly #salt = randomBytes(16);

  constructor(settings: AdmissionSettings) {
    this.#settings = settings;
    this.#visitors =
      settings.visitorRate === null ? null : new RateLimit({ perMinute: settings.visitorRate });
    this.#addresses =
      settings.addressRate === null ? null : new RateLimit({ perMinute: settings.addressRate });
  }

  /** Null: what this request brings may be kept. */
  whyUnkept(req: IncomingMessage, cookies: Cookies): NotKept | null {
    return (
      whyUnkept(req, cookies, this.#settings.consent) ?? (isBot(req.headers['user-agent']) ? 'bot' : null)
    );
  }

  /** Throws a Problem (429) if this is too much at `now`. `visitor`: null if it is a new one. */
  assertRates(req: IncomingMessage, visitor: string | null, events: number, now: number): void {
    if (visitor !== null) assertRate(this.#visitors, visitor, events, now, 'visitor');
    if (this.#addresses) assertRate(this.#addresses, this.#addressOf(req), events, now, 'address');
  }

  #addressOf(req: IncomingMessage): string {
    const { addressHeader } = this.#settings;
    const given = addressHeader === null ? req.socket.remoteAddress : req.headers[addressHeader];
    // The last one is what the CDN itself has seen; those before it anybody can write.
    const address =
      String(given ?? '')
        .split(',')
        .at(-1)
        ?.trim() ?? '';
    return createHash('sha256').update(this.#salt).update(address).digest('base64url').slice(0, 22);
  }
}
