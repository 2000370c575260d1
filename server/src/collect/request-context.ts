import type { IncomingMessage } from 'node:http';
import {
  type Context,
  contextOfFields,
  REQUEST_FIELDS,
  type RequestField,
  readContext,
  requestField,
  type TesseraEvent,
} from '@tessera/model';
import { LRUCache } from 'lru-cache';
import type { Told } from '../decide/unknown-decisions.js';

const header = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Headers in which the CDN tells where a visitor is, in lower case; null: it does not. */
export interface GeoHeaders {
  readonly countryHeader: string | null;
  readonly regionHeader: string | null;
}

/** Single fields that a query gives. */
export const toldByQuery =
  (query: URLSearchParams): Told =>
  (field) =>
    query.get(`context.${field}`);

/** Browsers send the same few headers all day: what was made of the latest combinations is remembered. */
const MOST_KNOWN = 2_000;
const LONGEST_KEY = 1_000;
/** All headers that a field is made of; the page's address is another matter. */
const TELLING = [
  'user-agent',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'ect',
  'save-data',
  'accept-language',
];

/** What requests tell of visitors' circumstances. */
export class RequestContexts {
  readonly #geo: GeoHeaders;
  readonly #names: readonly string[];
  readonly #known = new LRUCache<string, Context>({ max: MOST_KNOWN });

  constructor(geo: GeoHeaders) {
    this.#geo = geo;
    this.#names = [...TELLING, geo.countryHeader, geo.regionHeader].filter((name) => name !== null);
  }

  /** Single fields that a request tells by its headers. */
  told(req: IncomingMessage): Told {
    const telling = { header: (name: string) => header(req, name), geo: this.#geoOf(req) };
    return (field) => requestField(telling, field);
  }

  /**
   * What a request alone says about a visitor: by its headers, or, where an edge has looked at them already, by its
   * query (`context.device.type=mobile`).
   */
  of(req: IncomingMessage, query = new URLSearchParams()): Context {
    const [byQuery, byHeaders] = [toldByQuery(query), this.told(req)];
    const context = contextOfFields(
      REQUEST_FIELDS.map((field) => [field, byQuery(field) ?? byHeaders(field) ?? undefined]),
    );
    const rest = readContext({
      network: { downlink: Number(header(req, 'downlink') ?? Number.NaN) },
      referrer: header(req, 'referer'),
    });
    return { ...rest, ...context, network: { ...rest.network, ...context.network } };
  }

  /**
   * The context of a beacon: what its request and the page's address tell counts; what the browser says of itself
   * counts where they cannot know. A beacon that says nothing of a browser may come from a server, whose own
   * circumstances are not the visitor's.
   */
  ofBeacon(req: IncomingMessage, client: Context | null, events: readonly TesseraEvent[]): Context | null {
    const campaign = campaignIn(events);
    if (!client) return campaign ? { campaign } : null;
    const server = this.#ofHeaders(req);
    const context: Context = { ...client, ...server };
    // Each group is written as a whole, so an empty one would wipe out what is known.
    if (client.device && server.device) context.device = { ...client.device, ...server.device };
    if (client.network && server.network) context.network = { ...client.network, ...server.network };
    if (campaign) context.campaign = campaign;
    return context;
  }

  #ofHeaders(req: IncomingMessage): Context {
    let key = '';
    for (const name of this.#names) key += `${req.headers[name] ?? ''}\n`;
    const known = this.#known.get(key);
    if (known) return known;
    const told = this.told(req);
    const context = contextOfFields(REQUEST_FIELDS.map((field) => [field, told(field) ?? undefined]));
    if (key.length <= LONGEST_KEY) this.#known.set(key, context);
    return context;
  }

  #geoOf(req: IncomingMessage) {
    const { countryHeader, regionHeader } = this.#geo;
    const place = (name: string | null, most: number) => {
      const value = name === null ? undefined : header(req, name)?.trim().toUpperCase();
      // CDNs say XX, or T1 for Tor, where they do not know.
      return value && value !== 'XX' && value !== 'T1' && value.length <= most ? value : undefined;
    };
    return { country: place(countryHeader, 2), region: place(regionHeader, 10) };
  }
}

const CAMPAIGN = REQUEST_FIELDS.filter((field): field is RequestField => field.startsWith('campaign.'));

/** The campaign that brought the visitor to the latest page whose address names one. */
function campaignIn(events: readonly TesseraEvent[]): Context['campaign'] {
  for (let i = events.length - 1; i >= 0; i--) {
    const { type, page } = events[i] as TesseraEvent;
    const { url } = page;
    if (type !== 'page_view' || !url?.includes('utm_') || !URL.canParse(url)) continue;
    const telling = { header: () => undefined, page: new URL(url) };
    const { campaign } = contextOfFields(CAMPAIGN.map((field) => [field, requestField(telling, field)]));
    if (campaign) return campaign;
  }
  return undefined;
}
